// SPDX-License-Identifier: Apache-2.0
#include "discover/tree.hpp"

#include <thread>

#include "discover/cgroup_name.hpp"
#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using exporter::discover::container_id;
using exporter::discover::Tree;

namespace {

const std::string a(64, 'a');
const std::string b(64, 'b');

std::vector<std::string> paths(Tree& tree) {
  std::vector<std::string> result;
  const auto found = tree.scan();
  REQUIRE(found);
  for (const auto& each : **found) result.push_back(each.path);
  return result;
}

}  // namespace

TEST_CASE("names of containers' cgroups, whatever the runtime and driver") {
  for (const std::string& name :
       {a, "docker-" + a + ".scope", "libpod-" + a + ".scope", "libpod-payload-" + a,
        "cri-containerd-" + a + ".scope", "crio-" + a + ".scope", "crio-" + a}) {
    INFO(name);
    CHECK(container_id(name) == a);
  }
}

TEST_CASE("names that are not") {
  const std::string upper(64, 'A');
  for (const std::string& name :
       {std::string(), std::string("docker"), a.substr(1), upper, "docker-" + a + ".mount", a + ".service",
        "libpod-conmon-" + a + ".scope", "crio-conmon-" + a + ".scope", "machine-libpod_pod_" + a + ".slice",
        "x" + a, "docker-" + a.substr(1) + "g.scope"}) {
    INFO(name);
    CHECK(container_id(name).empty());
  }
}

TEST_CASE("containers at any depth, sorted, without what is inside them") {
  support::TempTree tree;
  tree.make("docker/" + b + "/docker/" + a)
      .make("system.slice/docker-" + a + ".scope/init")
      .make("system.slice/var-lib-docker-" + b + ".mount/" + b)
      .make("system.slice/podman.service/libpod-payload-" + std::string(64, 'c'))
      .make("libpod_parent/" + std::string(64, 'd') + "/libpod-" + std::string(64, 'e'));
  Tree scanned(tree.path());
  CHECK(paths(scanned) ==
        std::vector<std::string>{"/docker/" + b,
                                 "/libpod_parent/" + std::string(64, 'd') + "/libpod-" + std::string(64, 'e'),
                                 "/system.slice/docker-" + a + ".scope",
                                 "/system.slice/podman.service/libpod-payload-" + std::string(64, 'c')});
}

TEST_CASE("one per ID, the shallowest") {
  support::TempTree tree;
  tree.make("a/b/c/" + a).make("z/" + a);
  Tree scanned(tree.path());
  CHECK(paths(scanned) == std::vector<std::string>{"/z/" + a});
}

TEST_CASE("an unchanged tree is walked once, a changed one again") {
  support::TempTree tree;
  tree.make("docker/" + a).make("custom.slice");
  Tree scanned(tree.path());
  for (int i = 0; i < 3; ++i) CHECK(paths(scanned).size() == 1);
  CHECK(scanned.walks() == 1);
  tree.make("custom.slice/docker-" + b + ".scope");
  CHECK(paths(scanned).size() == 2);
  tree.make("new.slice");
  CHECK(paths(scanned).size() == 2);
  tree.make("new.slice/" + std::string(64, 'c'));
  CHECK(paths(scanned).size() == 3);
  tree.remove("docker/" + a);
  CHECK(paths(scanned).size() == 2);
  const auto walks = scanned.walks();
  CHECK(paths(scanned).size() == 2);
  CHECK(scanned.walks() == walks);
}

TEST_CASE("what happens inside a container is no reason to walk") {
  support::TempTree tree;
  tree.make("docker/" + a);
  Tree scanned(tree.path());
  paths(scanned);
  tree.make("docker/" + a + "/init/deeper");
  paths(scanned);
  CHECK(scanned.walks() == 1);
}

TEST_CASE("no tree and a tree that is gone") {
  CHECK(Tree("").scan().error() == exporter::base::Errc::absent);
  support::TempTree tree;
  tree.make("cgroup/docker/" + a);
  Tree scanned(tree.path("cgroup"));
  CHECK(paths(scanned).size() == 1);
  tree.remove("cgroup");
  CHECK_FALSE(scanned.scan());
  tree.make("cgroup/docker/" + a);
  CHECK(paths(scanned).size() == 1);
}
