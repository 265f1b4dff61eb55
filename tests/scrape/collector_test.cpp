// SPDX-License-Identifier: Apache-2.0
#include "scrape/collector.hpp"

#include <thread>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using scrape::Collector;
using namespace std::chrono_literals;

namespace {

const std::string a(64, 'a');
const std::string b(64, 'b');

struct Fixture {
  support::TempTree tree;
  base::Host host;
  discover::Inventory inventory;

  model::Policy policy;

  Fixture() {
    policy.tombstone_seconds = 0;
    host = {tree.path("proc"), tree.path("sys"), tree.path()};
    tree.write("sys/fs/cgroup/cgroup.controllers", "cpu memory\n")
        .write("sys/fs/cgroup/cpu.stat", "usage_usec 1\n");
    tree.write("proc/meminfo", "MemTotal: 1 kB\n");
  }
  void start(const std::string& id) {
    tree.write("sys/fs/cgroup/docker/" + id + "/cpu.stat", "usage_usec 5\nuser_usec 3\nsystem_usec 2\n");
  }
  void stop(const std::string& id) { tree.remove("sys/fs/cgroup/docker/" + id); }
  void name(const std::string& id, const std::string& name) {
    model::Identity identity;
    identity.id = id;
    identity.name = name;
    identity.image = "image";
    inventory.put(std::make_shared<const model::Identity>(identity));
  }
  void docker_is(bool up) {
    discover::EngineState state;
    state.up = up;
    state.synced_once = up;
    state.error = up ? "" : "away";
    inventory.set_engine(state);
  }
};

std::vector<std::string> labels(const model::Snapshot& snapshot) {
  std::vector<std::string> result;
  for (const auto* subject : snapshot.containers) result.push_back(subject->labels);
  return result;
}

const std::string root = R"(id="/")";
const std::string named_a = R"(id="/docker/)" + a + R"(",name="web",image="image")";
const std::string anonymous_b = R"(id="/docker/)" + b + R"(")";

}  // namespace

TEST_CASE_METHOD(Fixture, "the root, the named, and those Docker does not know") {
  start(a);
  start(b);
  name(a, "web");
  docker_is(false);
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  CHECK(labels(collector.collect(Collector::Clock::now() + 1min)) ==
        std::vector<std::string>{root, named_a, anonymous_b});
  CHECK(collector.report().named == 1);
  CHECK(collector.report().anonymous == 1);
}

TEST_CASE_METHOD(Fixture, "a container is held back while Docker is asked, and comes with its name") {
  start(a);
  docker_is(true);
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  CHECK(labels(collector.collect(Collector::Clock::now() + 1min)) == std::vector<std::string>{root});
  CHECK(collector.report().withheld == 1);
  CHECK(inventory.take_wanted() == std::vector<std::string>{a});
  name(a, "web");
  CHECK(labels(collector.collect(Collector::Clock::now() + 1min)) == std::vector<std::string>{root, named_a});
}

TEST_CASE_METHOD(Fixture, "before Docker was reached the first time nothing shows without its name") {
  start(a);
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  CHECK(labels(collector.collect(Collector::Clock::now() + 1min)) == std::vector<std::string>{root});
  docker_is(false);
  CHECK(collector.collect(Collector::Clock::now() + 1min).containers.size() == 2);
}

TEST_CASE_METHOD(Fixture, "a container that Docker denies shows by id") {
  start(b);
  docker_is(true);
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  collector.collect(Collector::Clock::now() + 1min);
  inventory.no_such_container(b);
  CHECK(labels(collector.collect(Collector::Clock::now() + 1min)) ==
        std::vector<std::string>{root, anonymous_b});
}

TEST_CASE_METHOD(Fixture, "a stopped container is gone at once, a started one there, a renamed one renamed") {
  start(a);
  name(a, "web");
  name(b, "db");
  docker_is(true);
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  CHECK(collector.collect(Collector::Clock::now() + 1min).containers.size() == 2);
  stop(a);
  CHECK(labels(collector.collect(Collector::Clock::now() + 1min)) == std::vector<std::string>{root});
  start(b);
  CHECK(collector.collect(Collector::Clock::now() + 1min).containers.size() == 2);
  name(b, "database");
  const auto renamed = labels(collector.collect(Collector::Clock::now() + 1min)).back();
  CHECK(renamed.find(R"(name="database")") != std::string::npos);
}

TEST_CASE_METHOD(
    Fixture,
    "of a container that ended the time it was last seen stays, unless it comes back or never had a name") {
  policy.tombstone_seconds = 300;
  start(a);
  start(b);
  name(a, "web");
  docker_is(false);
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  collector.collect(Collector::Clock::now() + 1min);
  stop(a);
  stop(b);
  CHECK(labels(collector.collect(Collector::Clock::now() + 1min)) == std::vector<std::string>{root, named_a});
  start(a);
  CHECK(labels(collector.collect(Collector::Clock::now() + 1min)) == std::vector<std::string>{root, named_a});
}

TEST_CASE_METHOD(Fixture, "counters of a container count since its start, of the root since nobody knows") {
  start(a);
  start(b);
  model::Identity identity;
  identity.id = a;
  identity.started_at_ns = 1'700'000'000'000'000'001;
  inventory.put(std::make_shared<const model::Identity>(identity));
  docker_is(false);
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  const auto& containers = collector.collect(Collector::Clock::now() + 1min).containers;
  REQUIRE(containers.size() == 3);
  CHECK(containers[0]->created_ns == 0);
  CHECK(containers[1]->created_ns == 1'700'000'000'000'000'001);
  CHECK(containers[2]->created_ns > 1'700'000'000'000'000'001);  // when its cgroup was made: now
}

TEST_CASE_METHOD(Fixture, "past the deadline containers are left out and the stage says so") {
  start(a);
  name(a, "web");
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  CHECK(collector.collect(Collector::Clock::now() - 1s).containers.size() == 1);
  CHECK_FALSE(collector.report().stages[static_cast<std::size_t>(scrape::Stage::cgroup)].success);
  CHECK(collector.collect(Collector::Clock::now() + 1min).containers.size() == 2);
}

TEST_CASE_METHOD(Fixture, "time that passes while a container is read counts, and on its stage") {
  for (const auto& id : {a, b}) {
    start(id);
    name(id, "web");
  }
  policy.selection.root = false;
  const auto hierarchy = read::Hierarchy::detect(host);
  const auto slow_network = [](const std::string&, std::vector<model::Interface>&) {
    std::this_thread::sleep_for(200ms);
    return false;
  };
  Collector collector(host, hierarchy, inventory, slow_network, 100, policy);
  CHECK(collector.collect(Collector::Clock::now() + 150ms).containers.size() == 1);
  const auto& report = collector.report();
  CHECK_FALSE(report[scrape::Stage::cgroup].success);
  CHECK(report[scrape::Stage::network].duration >= 200ms);
  auto sum = 0ns;
  for (const auto& stage : report.stages) {
    CHECK(stage.duration > 0ns);
    sum += stage.duration;
  }
  CHECK(sum == report.duration);
}

TEST_CASE_METHOD(Fixture, "from a private cgroup namespace there is no root") {
  tree.write("sys/fs/cgroup/cgroup.type", "domain\n");
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  CHECK(collector.collect(Collector::Clock::now() + 1min).containers.empty());
}

TEST_CASE_METHOD(Fixture, "a container that is excluded is not read; one that is renamed is judged anew") {
  start(a);
  tree.write("sys/fs/cgroup/docker/" + a + "/memory.current", "junk\n");
  name(a, "secret-1");
  docker_is(true);
  policy.selection.exclude_names = {"secret-.*"};
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  for (int i = 0; i < 3; ++i) {
    CHECK(labels(collector.collect(Collector::Clock::now() + 1min)) == std::vector<std::string>{root});
  }
  CHECK(collector.reader().errors().empty());
  name(a, "web");
  CHECK(labels(collector.collect(Collector::Clock::now() + 1min)) == std::vector<std::string>{root, named_a});
  CHECK_FALSE(collector.reader().errors().empty());
  name(a, "secret-2");
  CHECK(labels(collector.collect(Collector::Clock::now() + 1min)) == std::vector<std::string>{root});
}

TEST_CASE_METHOD(Fixture, "labels left out are on the container they belong to, and lost ones are counted") {
  start(a);
  start(b);
  docker_is(false);
  model::Identity identity;
  identity.id = a;
  identity.labels = {{"a.b", "1"}, {"a_b", "2"}, {"maintainer", "them"}};
  identity.inherited = {"maintainer"};
  inventory.put(std::make_shared<const model::Identity>(identity));
  policy.labels.info = true;
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  const auto& containers = collector.collect(Collector::Clock::now() + 1min).containers;
  REQUIRE(containers.size() == 3);
  CHECK(containers[0]->all_labels.empty());
  CHECK(containers[1]->labels == R"(id="/docker/)" + a + R"(",container_label_a_b="1")");
  CHECK(containers[1]->all_labels == containers[1]->labels + R"(,container_label_maintainer="them")");
  CHECK(containers[2]->all_labels.empty());
  CHECK(collector.report().label_collisions == 1);
  stop(a);
  collector.collect(Collector::Clock::now() + 1min);
  CHECK(collector.report().label_collisions == 0);
}

TEST_CASE_METHOD(Fixture, "the root cgroup can be left out") {
  policy.selection.root = false;
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  CHECK(collector.collect(Collector::Clock::now() + 1min).containers.empty());
}

TEST_CASE_METHOD(Fixture, "other cgroups are shown by id alone when asked for, and end when they are gone") {
  policy.selection.cgroups = "all";
  start(a);
  tree.write("sys/fs/cgroup/system.slice/cpu.stat", "usage_usec 7\n");
  docker_is(false);
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 100, policy);
  const auto& snapshot = collector.collect(Collector::Clock::now() + 1min);
  CHECK(labels(snapshot).back() == R"(id="/system.slice")");
  CHECK(collector.report().others == 2);  // and /docker
  tree.remove("sys/fs/cgroup/system.slice");
  collector.collect(Collector::Clock::now() + 1min);
  CHECK(collector.report().others == 1);
}

TEST_CASE_METHOD(Fixture, "descriptors are given back") {
  const auto hierarchy = read::Hierarchy::detect(host);
  Collector collector(host, hierarchy, inventory, nullptr, 40, policy);
  docker_is(false);
  const auto open_files = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                         std::filesystem::directory_iterator{});
  };
  collector.collect(Collector::Clock::now() + 1min);
  const auto before = open_files();
  for (int i = 0; i < 50; ++i) {
    start(a);
    CHECK(collector.collect(Collector::Clock::now() + 1min).containers.size() == 2);
    stop(a);
    CHECK(collector.collect(Collector::Clock::now() + 1min).containers.size() == 1);
  }
  CHECK(open_files() == before);
}
