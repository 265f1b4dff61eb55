// SPDX-License-Identifier: Apache-2.0
#include "read/hierarchy.hpp"

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using read::Hierarchy;
using read::Place;
using read::Version;

namespace {

Hierarchy detect(const support::TempTree& tree) {
  base::Host host;
  host.sysfs = tree.path("sys");
  return Hierarchy::detect(host);
}

}  // namespace

TEST_CASE("cgroup v2 serves every place from one root") {
  support::TempTree tree;
  tree.write("sys/fs/cgroup/cgroup.controllers", "cpu io memory\n");
  const auto found = detect(tree);
  CHECK(found.version() == "2");
  CHECK(found.tree() == tree.path("sys/fs/cgroup"));
  CHECK(found.mount(Place::blkio).version == Version::v2);
  CHECK(found.root(Place::memory) == tree.path("sys/fs/cgroup"));
  CHECK_FALSE(found.namespaced());
}

TEST_CASE("a v2 root that is not the host's is told by cgroup.type") {
  support::TempTree tree;
  tree.write("sys/fs/cgroup/cgroup.controllers", "").write("sys/fs/cgroup/cgroup.type", "domain\n");
  CHECK(detect(tree).namespaced());
}

TEST_CASE("split cgroup v1") {
  support::TempTree tree;
  for (const auto* name : {"cpu", "cpuacct", "memory", "blkio", "pids"}) {
    tree.write("sys/fs/cgroup/" + std::string(name) + "/cgroup.procs", "");
    tree.write("sys/fs/cgroup/" + std::string(name) + "/cgroup.sane_behavior", "0\n");
  }
  const auto found = detect(tree);
  CHECK(found.version() == "1");
  CHECK(found.mount(Place::cpu).root == tree.path("sys/fs/cgroup/cpu"));
  CHECK(found.mount(Place::cpuacct).root == tree.path("sys/fs/cgroup/cpuacct"));
  CHECK_FALSE(found.namespaced());
}

TEST_CASE("joined cgroup v1, without the links") {
  support::TempTree tree;
  tree.write("sys/fs/cgroup/cpu,cpuacct/cgroup.procs", "").write("sys/fs/cgroup/memory/cgroup.procs", "");
  const auto found = detect(tree);
  CHECK(found.mount(Place::cpu).root == tree.path("sys/fs/cgroup/cpu,cpuacct"));
  CHECK(found.mount(Place::cpuacct).root == tree.path("sys/fs/cgroup/cpu,cpuacct"));
  CHECK(found.mount(Place::blkio).version == Version::none);
  CHECK(found.namespaced());
}

TEST_CASE("hybrid: what v1 left over is v2") {
  support::TempTree tree;
  tree.write("sys/fs/cgroup/cpu/cgroup.procs", "").write("sys/fs/cgroup/cpuacct/cgroup.procs", "");
  tree.write("sys/fs/cgroup/unified/cgroup.controllers", "memory\n");
  const auto found = detect(tree);
  CHECK(found.version() == "hybrid");
  CHECK(found.mount(Place::cpu).version == Version::v1);
  CHECK(found.mount(Place::memory).version == Version::v2);
  CHECK(found.mount(Place::blkio).version == Version::none);
  CHECK(found.tree() == tree.path("sys/fs/cgroup/cpuacct"));
}

TEST_CASE("no cgroup file system at all") {
  support::TempTree tree;
  const auto found = detect(tree);
  CHECK(found.version() == "none");
  CHECK(found.tree().empty());
}
