// SPDX-License-Identifier: Apache-2.0
#include "discover/inventory.hpp"

#include <atomic>
#include <thread>

#include "support/catch.hpp"

using namespace exporter;
using namespace exporter::discover;
using namespace std::chrono_literals;
using Standing = Inventory::Standing;

namespace {

const auto start = Inventory::Clock::now();
constexpr auto patience = 1500ms;

model::IdentityPtr named(const std::string& id, const std::string& name) {
  auto identity = std::make_shared<model::Identity>();
  identity->id = id;
  identity->name = name;
  return identity;
}

void bring_up(Inventory& inventory) {
  EngineState state;
  state.up = true;
  inventory.set_engine(state);
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a known container is known, whatever the engine does") {
  Inventory inventory;
  inventory.put(named("a", "web"));
  CHECK(inventory.find("a", start, patience).identity->name == "web");
  bring_up(inventory);
  CHECK(inventory.find("a", start, patience).standing == Standing::known);
  CHECK(inventory.all().size() == 1);
}

TEST_CASE("without an engine an unknown container is unknown at once") {
  Inventory inventory;
  CHECK(inventory.find("a", start, patience).standing == Standing::unknown);
  CHECK(inventory.take_wanted().empty());
}

TEST_CASE("an unknown container is asked about once and pending for the patience given") {
  Inventory inventory;
  bring_up(inventory);
  int woken = 0;
  inventory.on_wanted([&] { ++woken; });
  CHECK(inventory.find("a", start, patience).standing == Standing::pending);
  CHECK(inventory.find("a", start + 1s, patience).standing == Standing::pending);
  CHECK(inventory.find("a", start + 2s, patience).standing == Standing::unknown);
  CHECK(woken == 1);
  CHECK(inventory.take_wanted() == Ids{"a"});
  CHECK(inventory.take_wanted().empty());
  inventory.put(named("a", "web"));
  CHECK(inventory.find("a", start + 3s, patience).standing == Standing::known);
  CHECK(inventory.open_questions() == 0);
}

TEST_CASE("a container that Docker does not know is unknown, and asked about again after a minute") {
  Inventory inventory;
  bring_up(inventory);
  (void)inventory.find("a", start, patience);
  CHECK(inventory.take_wanted() == Ids{"a"});
  inventory.no_such_container("a");
  CHECK(inventory.find("a", start + 1ms, patience).standing == Standing::unknown);
  CHECK(inventory.find("a", start + 59s, patience).standing == Standing::unknown);
  CHECK(inventory.take_wanted().empty());
  CHECK(inventory.find("a", start + 61s, patience).standing == Standing::unknown);
  CHECK(inventory.take_wanted() == Ids{"a"});
}

TEST_CASE("a container found while the engine was away is asked about when it is back, without a gap") {
  Inventory inventory;
  (void)inventory.find("a", start, patience);
  bring_up(inventory);
  CHECK(inventory.find("a", start + 1ms, patience).standing == Standing::unknown);
  CHECK(inventory.take_wanted() == Ids{"a"});
}

TEST_CASE("an engine that goes away ends the waiting") {
  Inventory inventory;
  bring_up(inventory);
  (void)inventory.find("a", start, patience);
  inventory.set_engine({});
  CHECK(inventory.take_wanted().empty());
  CHECK(inventory.find("a", start + 1ms, patience).standing == Standing::unknown);
}

TEST_CASE("a full list drops what it does not hold") {
  Inventory inventory;
  inventory.put(named("a", "one"));
  inventory.put(named("b", "two"));
  inventory.keep_only({"b", "c"});
  REQUIRE(inventory.all().size() == 1);
  CHECK(inventory.all()[0]->name == "two");
}

TEST_CASE("an identity that says the same stays the same object") {
  Inventory inventory;
  inventory.put(named("a", "web"));
  const auto first = inventory.find("a", start, patience).identity;
  inventory.put(named("a", "web"));
  CHECK(inventory.find("a", start, patience).identity == first);
  inventory.put(named("a", "renamed"));
  CHECK(inventory.find("a", start, patience).identity->name == "renamed");
}

TEST_CASE("twenty thousand containers that come and go leave nothing") {
  Inventory inventory;
  bring_up(inventory);
  auto now = start;
  for (int i = 0; i < 20'000; ++i) {
    const auto id = std::to_string(i);
    now += 100ms;
    (void)inventory.find(id, now, patience);
    (void)inventory.find("foreign" + id, now, patience);
    inventory.put(named(id, "x"));
    inventory.remove(id);
    if (i % 100 == 0) inventory.keep_only({});
    if (i % 10 == 0) (void)inventory.take_wanted();
  }
  CHECK(inventory.all().empty());
  CHECK(inventory.open_questions() < 4000);
  inventory.keep_only({});
  (void)inventory.find("later", now + 10min, patience);
  inventory.keep_only({});
  CHECK(inventory.open_questions() == 1);
}

TEST_CASE("questions are bounded even when nobody lists") {
  Inventory inventory;
  bring_up(inventory);
  for (int i = 0; i < 20'000; ++i) (void)inventory.find(std::to_string(i), start, patience);
  CHECK(inventory.open_questions() == 8192);
  CHECK(inventory.take_wanted().size() == 8192);
  CHECK(inventory.find("one more", start, patience).standing == Standing::unknown);
}

TEST_CASE("scrapes and the watcher share an inventory") {
  Inventory inventory;
  bring_up(inventory);
  std::atomic<bool> done{false};
  std::thread watcher([&] {
    for (int i = 0; i < 2000; ++i) {
      for (const auto& id : inventory.take_wanted()) inventory.put(named(id, "x"));
      inventory.on_wanted([&] {});
      inventory.remove(std::to_string(i % 10));
    }
    done = true;
  });
  while (!done) {
    for (int i = 0; i < 10; ++i) {
      const auto answer = inventory.find(std::to_string(i), Inventory::Clock::now(), patience);
      CHECK((answer.standing == Standing::known) == (answer.identity != nullptr));
    }
    (void)inventory.all();
    (void)inventory.engine();
  }
  watcher.join();
  CHECK(inventory.all().size() <= 10);
}
