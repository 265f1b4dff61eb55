// SPDX-License-Identifier: Apache-2.0
#include "disk/disk_worker.hpp"

#include <atomic>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using namespace std::chrono_literals;
using disk::DiskWorker;

namespace {

// Scrapes until `done`, at most for ten seconds.
template <typename Done>
bool scrape_until(DiskWorker& worker, Done done) {
  const auto end = DiskWorker::Clock::now() + 10s;
  while (DiskWorker::Clock::now() < end) {
    worker.begin_scrape({});
    if (done()) return true;
    std::this_thread::sleep_for(1ms);
  }
  return false;
}

base::Host nowhere(const support::TempTree& tree) {
  return {tree.path("proc"), tree.path("sys"), tree.path("rootfs")};
}

std::optional<std::int64_t> size_of(DiskWorker& worker, const std::string& id) {
  std::vector<model::Record> records;
  worker.of_container(id, records);
  if (records.empty()) return std::nullopt;
  return records.front().values[DiskWorker::usage].number;
}

}  // namespace

TEST_CASE("a container's size comes with a later scrape, with its age") {
  support::TempTree tree;
  DiskWorker worker(nowhere(tree),
                    [](const std::string& id) -> base::Result<std::int64_t> { return id == "a" ? 5 : 7; });
  CHECK_FALSE(worker.report().oldest);
  CHECK(scrape_until(worker, [&] { return size_of(worker, "a") == 5 && size_of(worker, "b") == 7; }));
  CHECK(worker.report().oldest);
  CHECK(worker.report().last_call);
}

TEST_CASE("after a call that took long Docker is left alone for a hundred times as long") {
  support::TempTree tree;
  std::atomic<int> calls = 0;
  DiskWorker worker(nowhere(tree), [&](const std::string&) -> base::Result<std::int64_t> {
    ++calls;
    std::this_thread::sleep_for(20ms);
    return 1;
  });
  CHECK(scrape_until(worker, [&] { return size_of(worker, "a") == 1; }));
  const auto end = DiskWorker::Clock::now() + 300ms;
  while (DiskWorker::Clock::now() < end) {
    worker.begin_scrape({});
    CHECK(size_of(worker, "b") == std::nullopt);
    (void)size_of(worker, "a");
    std::this_thread::sleep_for(5ms);
  }
  CHECK(calls == 1);
}

TEST_CASE("who cannot be asked about has no size, and does not hide the others") {
  support::TempTree tree;
  DiskWorker worker(nowhere(tree), [](const std::string& id) -> base::Result<std::int64_t> {
    if (id == "broken") return base::Errc::io;
    return 3;
  });
  CHECK(scrape_until(worker, [&] {
    const auto broken = size_of(worker, "broken");
    return size_of(worker, "well") == 3 && broken == std::nullopt;
  }));
}

TEST_CASE("a container that no scrape wants any more is not asked about") {
  support::TempTree tree;
  std::atomic<int> calls = 0;
  DiskWorker worker(nowhere(tree), [&](const std::string&) -> base::Result<std::int64_t> { return ++calls; },
                    {10ms, 15s, 0});
  CHECK(scrape_until(worker, [&] { return size_of(worker, "a").has_value(); }));
  worker.begin_scrape({});
  worker.begin_scrape({});
  std::this_thread::sleep_for(20ms);
  const int before = calls;
  std::this_thread::sleep_for(50ms);
  CHECK(calls == before);
}

TEST_CASE("without a scrape nothing is asked again, and the next scrape wakes it") {
  support::TempTree tree;
  std::atomic<int> calls = 0;
  DiskWorker worker(nowhere(tree), [&](const std::string&) -> base::Result<std::int64_t> { return ++calls; },
                    {10ms, 15s, 0});
  CHECK(scrape_until(worker, [&] { return size_of(worker, "a").has_value(); }));
  std::this_thread::sleep_for(20ms);
  const int before = calls;
  std::this_thread::sleep_for(100ms);
  CHECK(calls <= before + 1);
  CHECK(scrape_until(worker, [&] { return size_of(worker, "a") > before + 1; }));
}

TEST_CASE("who is not scraped any more asks no second time, however long the first round takes") {
  support::TempTree tree;
  std::atomic<int> calls = 0;
  DiskWorker worker(nowhere(tree),
                    [&](const std::string&) -> base::Result<std::int64_t> {
                      std::this_thread::sleep_for(2ms);
                      return ++calls;
                    },
                    {1ms, 15s, 5});
  worker.begin_scrape({});
  for (int i = 0; i < 10; ++i) (void)size_of(worker, std::to_string(i));
  std::this_thread::sleep_for(400ms);
  CHECK(calls == 10);
}

TEST_CASE("a size that stays the same is asked about less and less often") {
  support::TempTree tree;
  std::atomic<int> asked_still = 0;
  std::atomic<int> asked_growing = 0;
  DiskWorker worker(nowhere(tree),
                    [&](const std::string& id) -> base::Result<std::int64_t> {
                      if (id == "growing") return ++asked_growing;
                      ++asked_still;
                      return 5;
                    },
                    {10ms, 15s, 0});
  const auto end = DiskWorker::Clock::now() + 1s;
  while (DiskWorker::Clock::now() < end) {
    worker.begin_scrape({});
    (void)size_of(worker, "still");
    (void)size_of(worker, "growing");
    std::this_thread::sleep_for(2ms);
  }
  CHECK(asked_still >= 2);
  CHECK(asked_growing > 3 * asked_still);
}

TEST_CASE("stopping ends it, whatever it waits for") {
  support::TempTree tree;
  DiskWorker worker(nowhere(tree), [](const std::string&) -> base::Result<std::int64_t> { return 1; });
  worker.begin_scrape({});
  worker.stop();
  worker.begin_scrape({});
  CHECK(size_of(worker, "a") == std::nullopt);
}
