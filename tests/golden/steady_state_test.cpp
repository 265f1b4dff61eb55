// SPDX-License-Identifier: Apache-2.0
// A scrape of a host where nothing comes or goes takes no memory from the heap: what it needs, it has kept.
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <thread>
#include <utility>

#include "discover/docker_json.hpp"
#include "discover/inventory.hpp"
#include "expose/pages.hpp"
#include "expose/text_writer.hpp"
#include "scrape/collector.hpp"
#include "scrape/self_metrics.hpp"
#include "support/catch.hpp"
#include "support/fixture_host.hpp"

using namespace exporter;
using namespace std::chrono_literals;

namespace {

thread_local bool counting = false;
thread_local std::size_t allocations = 0;

void* allocate(std::size_t size) {
  if (counting) ++allocations;
  if (void* memory = std::malloc(size)) return memory;  // NOLINT(*-no-malloc): this is operator new
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return std::malloc(size);
}  // NOLINT(*-no-malloc)
void operator delete(void* memory) noexcept { std::free(memory); }                 // NOLINT(*-no-malloc)
void operator delete[](void* memory) noexcept { std::free(memory); }               // NOLINT(*-no-malloc)
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }    // NOLINT(*-no-malloc)
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }  // NOLINT(*-no-malloc)

namespace {

// All of a scrape but the HTTP around it.
class Exporter {
 public:
  explicit Exporter(const std::string& name)
      : host_(support::fixture_host(name)), hierarchy_(read::Hierarchy::detect(host_)) {
    discover::EngineState engine;
    engine.up = engine.synced_once = true;
    inventory_.set_engine(engine);
    const std::filesystem::path directory = support::fixture_path(name, "docker/inspect");
    if (!std::filesystem::exists(directory)) return;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
      const auto text = support::engine_answer(name, "inspect/" + entry.path().filename().string());
      const auto inspected = discover::parse_inspect(text);
      if (inspected) inventory_.put(inspected->identity);
    }
    collector_.show_disk_usage(disk_);
  }

  // How many times memory was asked for.
  std::size_t scrape() {
    allocations = 0;
    counting = true;
    {
      const auto page = pages_.get({}, expose::Pages::Clock::now() + 1min);
      size_ = page->text.size() + page->gzip(1).size() + page->zstd(1).size();
    }
    counting = false;
    return allocations;
  }
  std::size_t size() const { return size_; }

  // Scrapes until no more comes from the disk worker's thread, whose first answers make the page longer.
  void settle() {
    constexpr int enough = 20;
    for (int quiet = 0, before = 0; quiet < enough; ++quiet) {
      (void)scrape();
      std::this_thread::sleep_for(10ms);
      if (std::exchange(before, asked_.load()) != asked_) quiet = 0;
    }
  }

 private:
  base::Host host_;
  read::Hierarchy hierarchy_;
  discover::Inventory inventory_;
  std::atomic<int> asked_ = 0;
  disk::DiskWorker disk_{host_, [this](const std::string&) {
                           ++asked_;
                           return std::int64_t{4096};
                         }};
  scrape::Collector collector_{host_, hierarchy_, inventory_, nullptr, 1000};
  scrape::SelfMetrics own_{host_, hierarchy_};
  expose::SubjectWriter containers_{collector_.reader().container_layout()};
  expose::SubjectWriter machine_{collector_.reader().machine_layout()};
  expose::OwnWriter own_writer_{own_.families()};
  const model::Snapshot* snapshot_ = nullptr;
  expose::Pages pages_{[this](auto deadline) {
                         snapshot_ = &collector_.collect(deadline);
                         own_.update(collector_.report(), collector_.reader().errors(), inventory_.engine());
                       },
                       [this](const expose::View& view, std::string& out) {
                         containers_.write(snapshot_->containers, out, view);
                         machine_.write(snapshot_->machine, out, view);
                         own_writer_.write(own_.families(), out, view.format);
                       }};
  std::size_t size_ = 0;
};

}  // namespace

TEST_CASE("operator new is counted") {
  counting = true;
  allocations = 0;
  const auto made = std::make_unique<int>(1);
  counting = false;
  CHECK(allocations == 1);
  CHECK(*made == 1);
}

TEST_CASE("a scrape in steady state allocates nothing") {
  for (const std::string name : {"v1-cgroupfs", "v2-systemd", "v2-podman", "hybrid"}) {
    DYNAMIC_SECTION(name) {
      Exporter exporter(name);
      exporter.settle();
      for (int i = 0; i < 50; ++i) {
        INFO("scrape " << i);
        CHECK(exporter.scrape() == 0);
      }
      CHECK(exporter.size() > 10000);
    }
  }
}
