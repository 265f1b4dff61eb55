// SPDX-License-Identifier: Apache-2.0
#include "network/engine_worker.hpp"

#include <atomic>

#include "support/catch.hpp"

using namespace exporter;
using network::EngineWorker;
using namespace std::chrono_literals;

namespace {

template <typename Condition>
bool eventually(Condition condition) {
  for (int i = 0; i < 500; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

}  // namespace

TEST_CASE("the first question has no answer yet, a later one has the last") {
  EngineWorker worker([](const std::string& id) { return std::vector<model::Interface>{{id, {1}}}; }, 50ms);
  std::vector<model::Interface> out;
  CHECK_FALSE(worker.find("a", out));
  REQUIRE(eventually([&] { return worker.find("a", out); }));
  REQUIRE(out.size() == 1);
  CHECK(out[0].name == "a");
}

TEST_CASE("one container is asked about at most once in an interval") {
  std::atomic<int> asked{0};
  EngineWorker worker(
      [&](const std::string&) {
        ++asked;
        return base::Result<std::vector<model::Interface>>(base::Errc::absent);
      },
      10s);
  std::vector<model::Interface> out;
  for (int i = 0; i < 20; ++i) {
    CHECK_FALSE(worker.find("a", out));
    std::this_thread::sleep_for(5ms);
  }
  CHECK(asked == 1);
}

TEST_CASE("nothing is asked before somebody wants to know, nor after") {
  std::atomic<int> asked{0};
  EngineWorker worker(
      [&](const std::string&) {
        ++asked;
        return std::vector<model::Interface>{};
      },
      20ms);
  std::this_thread::sleep_for(50ms);
  CHECK(asked == 0);
  std::vector<model::Interface> out;
  worker.find("a", out);
  std::this_thread::sleep_for(300ms);
  const int after = asked;
  std::this_thread::sleep_for(200ms);
  CHECK(asked == after);
  CHECK(after >= 1);
}
