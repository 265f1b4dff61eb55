// SPDX-License-Identifier: Apache-2.0
// Against the Docker Engine of this machine. Needs the docker command and the image busybox:local.
#include <unistd.h>

#include <cstdlib>

#include "base/host.hpp"
#include "discover/engine_stats.hpp"
#include "discover/watcher.hpp"
#include "support/catch.hpp"
#include "support/scripted_docker.hpp"

using namespace exporter;
using namespace exporter::discover;
using namespace std::chrono_literals;
using support::eventually;

namespace {

EngineAddress local_engine() { return *parse_engine_address(base::default_docker_host); }

// Skipped with the reason where there is no daemon, which is a failure where there must be one.
bool has_docker() {
  const auto version = EngineClient(local_engine()).connect();
  if (version) return true;
  const char* ci = std::getenv("CI");
  if (ci != nullptr && std::string(ci) == "true") FAIL(version.error().text);
  WARN("skipped: " << version.error().text);
  return false;
}

int docker(const std::string& arguments) {
  return std::system(("docker " + arguments + " >/dev/null 2>&1").c_str());
}

class Containers {
 public:
  ~Containers() { docker("rm -f " + name + " " + name + "-two"); }
  const std::string name = "exporter-discover-" + std::to_string(::getpid());
};

model::IdentityPtr by_name(const Inventory& inventory, const std::string& name) {
  for (const auto& identity : inventory.all()) {
    if (identity->name == name) return identity;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("containers of the real engine are followed", "[docker]") {
  if (!has_docker()) return;
  const Containers containers;
  const auto& name = containers.name;
  REQUIRE(docker("run -d --label 'a.b=c d' -e APP_NAME=shop -e APP_KEY=x --name " + name +
                 " busybox:local sleep 1000") == 0);

  Inventory inventory;
  model::LabelPolicy labels;
  labels.variables = {"APP_NAME"};
  Watcher watcher(local_engine(), inventory, {}, {}, labels);
  watcher.start();
  const auto status = [&](const std::string& of) {
    const auto identity = by_name(inventory, of);
    return identity ? identity->status : "";
  };
  REQUIRE(eventually([&] { return inventory.engine()->synced_once; }));
  const auto first = by_name(inventory, name);
  REQUIRE(first);
  CHECK(first->image == "busybox:local");
  CHECK(first->labels.at("a.b") == "c d");
  CHECK(first->environment == std::map<std::string, std::string>{{"APP_NAME", "shop"}});
  CHECK(first->pid > 1);
  CHECK(first->started_at_ns >= first->created_at_ns);
  CHECK(first->created_at_ns > 0);
  CHECK_FALSE(first->networks.at(0).mac.empty());
  CHECK_FALSE(inventory.engine()->operating_system.empty());

  REQUIRE(docker("run -d --name " + name + "-two busybox:local sleep 1000") == 0);
  CHECK(eventually([&] { return status(name + "-two") == "running"; }, 2s));
  REQUIRE(docker("rm -f " + name + "-two") == 0);
  CHECK(eventually([&] { return status(name + "-two").empty(); }, 2s));

  REQUIRE(docker("pause " + name) == 0);
  CHECK(eventually([&] { return status(name) == "paused"; }, 2s));
  REQUIRE(docker("unpause " + name) == 0);
  CHECK(eventually([&] { return status(name) == "running"; }, 2s));
  REQUIRE(docker("rename " + name + " " + name + "-two") == 0);
  CHECK(eventually([&] { return status(name + "-two") == "running"; }, 2s));
  REQUIRE(docker("rename " + name + "-two " + name) == 0);
  REQUIRE(docker("restart -t 0 " + name) == 0);
  CHECK(eventually(
      [&] {
        const auto identity = by_name(inventory, name);
        return identity && identity->pid > 1 && identity->pid != first->pid;
      },
      2s));
  REQUIRE(docker("stop -t 0 " + name) == 0);
  CHECK(eventually([&] { return status(name).empty(); }, 2s));
  CHECK(inventory.engine()->up);
}

TEST_CASE("which labels the real engine's image has", "[docker]") {
  if (!has_docker()) return;
  const Containers containers;
  const auto& name = containers.name;
  const std::string commit = "commit -c 'LABEL tier=image kept=image' " + name + " " + name;
  REQUIRE(docker("create --name " + name + " busybox:local sleep 1000") == 0);
  REQUIRE(docker(commit) == 0);
  REQUIRE(docker("rm " + name) == 0);
  REQUIRE(docker("run -d --label tier=mine --name " + name + " " + name) == 0);

  Inventory inventory;
  Watcher watcher(local_engine(), inventory);
  watcher.start();
  REQUIRE(eventually([&] { return inventory.engine()->synced_once; }));
  const auto identity = by_name(inventory, name);
  REQUIRE(identity);
  CHECK(identity->labels.at("tier") == "mine");
  CHECK(identity->labels.at("kept") == "image");
  CHECK(identity->inherited == std::vector<std::string>{"kept"});
  docker("rm -f " + name);
  CHECK(docker("rmi " + name) == 0);
}

TEST_CASE("the real engine's one-shot statistics hold interface counters", "[docker]") {
  if (!has_docker()) return;
  const Containers containers;
  REQUIRE(docker("run -d --name " + containers.name + " busybox:local sleep 1000") == 0);
  Inventory inventory;
  Watcher watcher(local_engine(), inventory);
  watcher.start();
  REQUIRE(eventually([&] { return by_name(inventory, containers.name) != nullptr; }));
  const auto id = by_name(inventory, containers.name)->id;

  EngineStats stats(local_engine());
  const auto interfaces = stats.networks(id);
  CAPTURE(stats.error());
  REQUIRE(interfaces);
  CHECK(interfaces->at(0).name == "eth0");
  REQUIRE(docker("stop -t 0 " + containers.name) == 0);
  CHECK(stats.networks(id).error() == base::Errc::absent);
}
