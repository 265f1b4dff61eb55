// SPDX-License-Identifier: Apache-2.0
#include "discover/watcher.hpp"

#include <optional>

#include "support/catch.hpp"
#include "support/scripted_docker.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using namespace exporter::discover;
using namespace std::chrono_literals;
using support::eventually;
using support::id_of;
using support::ScriptedDocker;
using Standing = Inventory::Standing;

namespace {

const std::string web = id_of('a');
const std::string db = id_of('b');

struct Setup {
  Setup() { docker.emplace(tree.path("docker.sock")); }

  WatcherTiming timing{{300ms, 300ms, 600ms, 300ms, 300ms, 300ms}, 60s, 20ms, 100ms};
  support::TempTree tree;
  std::optional<ScriptedDocker> docker;
  Inventory inventory;
  std::mutex mutex;
  std::vector<EngineState> changes;
  std::unique_ptr<Watcher> watcher;

  void start() {
    watcher = std::make_unique<Watcher>(
        *parse_engine_address("unix://" + tree.path("docker.sock")), inventory,
        [this](const EngineState& state) {
          const std::lock_guard lock(mutex);
          changes.push_back(state);
        },
        timing);
    watcher->start();
  }
  bool synced() {
    return eventually([this] { return inventory.engine()->up && inventory.engine()->synced_once; });
  }
  void start_with_web() {
    docker->set(web, {"web"});
    start();
    REQUIRE(synced());
    REQUIRE(name_of(web) == "web");
  }
  bool down_with(const std::string& text) {
    return eventually([&] {
      const auto engine = *inventory.engine();
      return !engine.up && engine.error.find(text) != std::string::npos;
    });
  }
  model::IdentityPtr identity(const std::string& id) {
    for (const auto& each : inventory.all()) {
      if (each->id == id) return each;
    }
    return nullptr;
  }
  std::string name_of(const std::string& id) {
    const auto known = identity(id);
    return known ? known->name : "";
  }
  void tell(const std::string& action, const std::string& id) {
    docker->engine.emit(ScriptedDocker::event(action, id));
  }
  std::chrono::milliseconds time_to_stop() {
    const auto begun = std::chrono::steady_clock::now();
    watcher->stop();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
  }
};

}  // namespace

TEST_CASE("what runs is known after the first list, in one change") {
  Setup setup;
  setup.docker->set(db, {"db", "paused"});
  setup.start_with_web();
  CHECK(setup.identity(web)->image == "busybox");
  CHECK(setup.identity(web)->pid == 42);
  CHECK(setup.identity(db)->status == "paused");
  const auto engine = *setup.inventory.engine();
  CHECK(engine.version == "20.10.24");
  CHECK(engine.api_version == "1.41");
  CHECK(engine.operating_system == "Debian");
  CHECK(engine.error.empty());
  setup.watcher->stop();
  REQUIRE(setup.changes.size() == 1);
  CHECK(setup.changes[0].up);
}

TEST_CASE("the event stream is open before the list is taken") {
  Setup setup;
  setup.start_with_web();
  const auto requests = setup.docker->engine.requests();
  REQUIRE(requests.size() == 5);
  CHECK(requests[0] == "GET /version");
  CHECK(requests[1] == "GET /v1.41/info");
  CHECK(requests[2].starts_with("GET /v1.41/events?"));
  CHECK(requests[3].starts_with("GET /v1.41/containers/json?"));
  CHECK(requests[4] == "GET /v1.41/containers/" + web + "/json");
}

TEST_CASE("a container started, renamed, paused, unhealthy, updated") {
  Setup setup;
  setup.start_with_web();
  setup.docker->set(db, {"db"});
  setup.tell("start", db);
  CHECK(eventually([&] { return setup.name_of(db) == "db"; }));

  setup.docker->set(db, {"db2"});
  setup.tell("rename", db);
  CHECK(eventually([&] { return setup.name_of(db) == "db2"; }));

  setup.docker->set(db, {"db2", "paused"});
  setup.tell("pause", db);
  CHECK(eventually([&] { return setup.identity(db)->status == "paused"; }));

  setup.docker->set(db, {"db2", "running", "unhealthy"});
  setup.tell("health_status: unhealthy", db);
  CHECK(eventually([&] { return setup.identity(db)->health == "unhealthy"; }));

  setup.docker->set(db, {"db3", "running"});
  setup.tell("update", db);
  CHECK(eventually([&] { return setup.name_of(db) == "db3"; }));
  CHECK(setup.name_of(web) == "web");
}

TEST_CASE("a container that died is gone, one that restarts is not") {
  Setup setup;
  setup.docker->set(db, {"db"});
  setup.start_with_web();
  setup.docker->set(db, {"db", "restarting"});
  setup.tell("die", db);
  CHECK(eventually([&] { return setup.identity(db)->status == "restarting"; }));
  setup.docker->set(web, {"web", "exited"});
  setup.tell("die", web);
  CHECK(eventually([&] { return setup.identity(web) == nullptr; }));
  CHECK(setup.name_of(db) == "db");
}

TEST_CASE("a destroyed container is gone without a question, Docker's way and podman's") {
  const auto action = GENERATE("destroy", "remove");
  Setup setup;
  setup.start_with_web();
  const auto asked = setup.docker->engine.requests().size();
  setup.tell(action, web);
  CHECK(eventually([&] { return setup.identity(web) == nullptr; }));
  CHECK(setup.docker->engine.requests().size() == asked);
}

TEST_CASE("a container that joins a network is inspected, the network is not") {
  const auto action = GENERATE("connect", "disconnect");
  Setup setup;
  setup.start_with_web();
  setup.docker->set(web, {"web", "running", "", "lan"});
  setup.docker->engine.emit(ScriptedDocker::network_event(action, web));
  CHECK(eventually([&] { return setup.identity(web)->networks.at(0).network == "lan"; }));
  CHECK(setup.docker->engine.count(ScriptedDocker::inspect_path(id_of('f'))) == 0);
}

TEST_CASE("a burst of events of one container costs few inspections, exec none") {
  Setup setup;
  setup.start_with_web();
  const auto burst = [&](const char* action) {
    std::string events;
    for (int i = 0; i < 200; ++i) events += ScriptedDocker::event(action, web);
    setup.docker->engine.emit(events);
  };
  const auto inspections_after = [&](const std::string& last) {
    setup.docker->set(last, {"last"});
    setup.tell("start", last);
    REQUIRE(eventually([&] { return setup.name_of(last) == "last"; }));
    return setup.docker->engine.count(ScriptedDocker::inspect_path(web));
  };
  burst("exec_start: sh -c true");
  CHECK(inspections_after(id_of('c')) == 1);
  burst("update");
  CHECK(inspections_after(id_of('d')) < 10);
}

TEST_CASE("only GET, only the paths that are needed") {
  Setup setup;
  const std::string image = "sha256:" + id_of('1');
  setup.docker->set(db, {.name = "db", .image_id = image});
  setup.start_with_web();
  setup.tell("start", db);
  REQUIRE(eventually([&] { return setup.docker->engine.count(ScriptedDocker::inspect_path(db)) == 2; }));
  const std::vector<std::string> allowed{"/version",
                                         "/info",
                                         "/events",
                                         "/containers/json",
                                         ScriptedDocker::inspect_path(web),
                                         ScriptedDocker::inspect_path(db),
                                         "/images/" + image + "/json"};
  for (const auto& request : setup.docker->engine.requests()) {
    CAPTURE(request);
    REQUIRE(request.starts_with("GET /"));
    const auto path = support::plain_path(request.substr(4));
    CHECK(std::find(allowed.begin(), allowed.end(), path) != allowed.end());
  }
}

TEST_CASE("a container that a scrape found first is inspected at once") {
  Setup setup;
  setup.start_with_web();
  setup.docker->set(db, {"db"});
  CHECK(setup.inventory.find(db, Inventory::Clock::now(), 10s).standing == Standing::pending);
  CHECK(eventually([&] { return setup.name_of(db) == "db"; }));
}

TEST_CASE("a container found before it runs has its name") {
  Setup setup;
  setup.start_with_web();
  setup.docker->set(db, {"db", "created"});
  (void)setup.inventory.find(db, Inventory::Clock::now(), 10s);
  CHECK(eventually([&] { return setup.name_of(db) == "db"; }));
  setup.docker->set(db, {"db", "running"});
  setup.tell("start", db);
  CHECK(eventually([&] { return setup.identity(db)->status == "running"; }));
}

TEST_CASE("a container of another runtime is unknown as soon as Docker says so") {
  Setup setup;
  setup.start_with_web();
  const auto standing = [&] { return setup.inventory.find(db, Inventory::Clock::now(), 1h).standing; };
  CHECK(standing() == Standing::pending);
  CHECK(eventually([&] { return standing() == Standing::unknown; }));
  CHECK(setup.docker->engine.count(ScriptedDocker::inspect_path(db)) == 1);
}

TEST_CASE("a resync finds what no event told, and inspects nothing else") {
  Setup setup;
  setup.timing.resync = 200ms;
  setup.docker->set(db, {"db"});
  setup.start_with_web();
  REQUIRE(eventually([&] { return setup.docker->engine.count("/containers/json") >= 3; }));
  CHECK(setup.docker->engine.count(ScriptedDocker::inspect_path(web)) == 1);
  setup.docker->set(web, {"renamed"});
  CHECK(eventually([&] { return setup.name_of(web) == "renamed"; }));
  setup.docker->destroy(db);
  CHECK(eventually([&] { return setup.identity(db) == nullptr; }));
  setup.docker->set(id_of('c'), {"new"});
  CHECK(eventually([&] { return setup.name_of(id_of('c')) == "new"; }));
}

TEST_CASE("connected and idle, nothing is asked") {
  Setup setup;
  setup.start_with_web();
  const auto asked = setup.docker->engine.requests().size();
  std::this_thread::sleep_for(500ms);
  CHECK(setup.docker->engine.requests().size() == asked);
}

TEST_CASE("an engine restarted: names stay, and what changed meanwhile is found") {
  Setup setup;
  setup.docker->set(db, {"db"});
  setup.start_with_web();
  setup.docker.reset();
  CHECK(setup.down_with("no such socket"));
  CHECK(setup.name_of(web) == "web");
  CHECK(setup.inventory.engine()->version == "20.10.24");

  setup.docker.emplace(setup.tree.path("docker.sock"));
  setup.docker->set(web, {"web2"});
  CHECK(eventually([&] { return setup.name_of(web) == "web2"; }));
  CHECK(setup.synced());
  CHECK(setup.identity(db) == nullptr);
  setup.docker->set(db, {"db3"});
  setup.tell("start", db);
  CHECK(eventually([&] { return setup.name_of(db) == "db3"; }));
}

TEST_CASE("a stream broken by itself is opened again") {
  Setup setup;
  setup.start_with_web();
  setup.docker->engine.break_streams();
  CHECK(eventually([&] { return setup.docker->engine.count("/events") == 2; }));
  CHECK(setup.synced());
  setup.watcher->stop();
  REQUIRE(setup.changes.size() == 3);
  CHECK_FALSE(setup.changes[1].up);
  CHECK_FALSE(setup.changes[1].error.empty());
  CHECK(setup.changes[2].up);
}

TEST_CASE("a socket that accepts and never answers, then a good engine in its place") {
  Setup setup;
  setup.start_with_web();
  setup.docker.reset();
  setup.docker.emplace(setup.tree.path("docker.sock"));
  setup.docker->engine.hang(true);
  CHECK(setup.down_with("the engine hangs"));
  CHECK(setup.name_of(web) == "web");
  CHECK(setup.inventory.find(db, Inventory::Clock::now(), 1h).standing == Standing::unknown);

  setup.docker.emplace(setup.tree.path("docker.sock"));
  setup.docker->set(web, {"web"});
  setup.docker->set(db, {"db"});
  CHECK(eventually([&] { return setup.name_of(db) == "db"; }, 5s));
}

TEST_CASE("an engine that hangs with the stream open is found out by the resync") {
  Setup setup;
  setup.timing.resync = 300ms;
  setup.start_with_web();
  setup.docker->engine.hang(true);
  CHECK(setup.down_with("the engine hangs"));
  CHECK(setup.name_of(web) == "web");
  setup.docker->engine.hang(false);
  CHECK(setup.synced());
}

TEST_CASE("an engine that hangs is found out by the first question") {
  Setup setup;
  setup.start_with_web();
  setup.docker->engine.hang(true);
  (void)setup.inventory.find(db, Inventory::Clock::now(), 1h);
  CHECK(setup.down_with("GET /version"));
}

TEST_CASE("one container whose inspection hangs or fails does not take the others along") {
  const auto trouble = GENERATE(1, 2, 3);
  Setup setup;
  const auto path = ScriptedDocker::inspect_path(db);
  setup.docker->set(db, {"db"});
  if (trouble == 1) setup.docker->engine.answer(path, {.hang = true});
  if (trouble == 2) setup.docker->engine.answer(path, {500, "{}"});
  if (trouble == 3) setup.docker->engine.answer(path, "rubbish");
  setup.start_with_web();
  CHECK(setup.identity(db) == nullptr);
  setup.docker->set(web, {"web2"});
  setup.tell("rename", web);
  CHECK(eventually([&] { return setup.name_of(web) == "web2"; }));
  CHECK(setup.inventory.engine()->up);
}

TEST_CASE("an inspection that failed is tried again soon, then less and less often") {
  Setup setup;
  const auto path = ScriptedDocker::inspect_path(db);
  setup.docker->set(db, {"db"});
  setup.docker->engine.answer(path, {500, "{}"});
  setup.start_with_web();
  const auto begun = std::chrono::steady_clock::now();
  REQUIRE(eventually([&] { return setup.docker->engine.count(path) == 3; }, 10s));
  const auto took = std::chrono::steady_clock::now() - begun;
  CHECK(took > 5s);  // 2 s and 4 s
  CHECK(setup.docker->engine.count(ScriptedDocker::inspect_path(web)) == 1);
  setup.docker->set(db, {"db"});
  setup.tell("rename", db);
  CHECK(eventually([&] { return setup.name_of(db) == "db"; }));
}

TEST_CASE("an inspection after an event that failed is tried again, though the list tells of no change") {
  Setup setup;
  setup.start_with_web();
  const auto path = ScriptedDocker::inspect_path(web);
  setup.docker->engine.answer(path, {.hang = true});
  setup.tell("health_status", web);
  REQUIRE(eventually([&] { return setup.docker->engine.count(path) == 2; }));
  setup.docker->set(web, {"web", "running", "unhealthy"});
  CHECK(eventually([&] { return setup.identity(web)->health == "unhealthy"; }));
}

TEST_CASE("a list that is rubbish makes the engine count as down, with the reason") {
  Setup setup;
  setup.docker->engine.answer("/containers/json", "<html>");
  setup.start();
  CHECK(setup.down_with("/containers/json: the answer is not what a Docker Engine gives"));
  setup.docker->set(web, {"web"});
  CHECK(eventually([&] { return setup.name_of(web) == "web"; }));
}

TEST_CASE("an engine without information about itself is still an engine") {
  Setup setup;
  setup.docker->engine.answer("/info", {500, "broken"});
  setup.start_with_web();
  CHECK(setup.inventory.engine()->operating_system.empty());
}

TEST_CASE("an engine that is there but breaks off is not hammered") {
  Setup setup;
  setup.docker->engine.answer("/containers/json", {.close = true});
  setup.start();
  REQUIRE(setup.down_with("GET /v1.41/containers/json"));
  const auto before = setup.docker->engine.count("/version");
  std::this_thread::sleep_for(1s);
  CHECK(setup.docker->engine.count("/version") - before <= 12);
  std::this_thread::sleep_for(50ms);
  setup.watcher->stop();
  CHECK(setup.changes.size() == 1);
}

TEST_CASE("stop is quick in every state") {
  Setup setup;
  setup.timing.patience = {20s, 20s, 20s, 20s, 20s, 20s};
  setup.timing.first_pause = setup.timing.longest_pause = 20s;
  const auto& engine = setup.docker->engine;
  SECTION("idle") { setup.start_with_web(); }
  SECTION("no engine") {
    setup.docker.reset();
    setup.start();
    REQUIRE(setup.down_with("no such socket"));
  }
  SECTION("waiting for the version") {
    setup.docker->engine.hang(true);
    setup.start();
    REQUIRE(eventually([&] { return engine.count("/version") == 1; }));
  }
  SECTION("waiting for the events") {
    setup.docker->engine.answer("/events", {.hang = true});
    setup.start();
    REQUIRE(eventually([&] { return engine.count("/events") == 1; }));
  }
  SECTION("waiting for the list") {
    setup.docker->engine.answer("/containers/json", {.hang = true});
    setup.start();
    REQUIRE(eventually([&] { return engine.count("/containers/json") == 1; }));
  }
  SECTION("waiting for an inspection") {
    setup.start_with_web();
    setup.docker->engine.hang(true);
    (void)setup.inventory.find(db, Inventory::Clock::now(), 1h);
    REQUIRE(eventually([&] { return engine.count(ScriptedDocker::inspect_path(db)) == 1; }));
  }
  SECTION("never started") {
    setup.watcher = std::make_unique<Watcher>(
        *parse_engine_address("unix://" + setup.tree.path("docker.sock")), setup.inventory);
  }
  CHECK(setup.time_to_stop() < 200ms);
  setup.watcher.reset();
  (void)setup.inventory.find(id_of('d'), Inventory::Clock::now(), 1h);
}
