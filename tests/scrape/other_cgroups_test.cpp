// SPDX-License-Identifier: Apache-2.0
#include "scrape/other_cgroups.hpp"

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using Paths = std::vector<std::string>;

namespace {

const std::string id(64, 'a');

struct Host {
  Host() {
    host.sysfs = tree.path("sys");
    add("system.slice/ssh.service");
    add("system.slice/dev-vda.mount");
    add("system.slice/docker-" + id + ".scope/inside");
    add("user.slice/user-1000.slice/user@1000.service/app.slice/x.service");
    tree.write("sys/fs/cgroup/cgroup.controllers", "cpu\n");
  }
  void add(const std::string& path) { tree.write("sys/fs/cgroup/" + path + "/cpu.stat", "usage_usec 1\n"); }
  Paths paths(const std::string& which, const Paths& prefixes = {}) {
    model::Selection selection;
    selection.cgroups = which;
    selection.cgroup_prefixes = prefixes;
    const auto hierarchy = read::Hierarchy::detect(host);
    return scrape::OtherCgroups(hierarchy, selection).scan();
  }
  support::TempTree tree;
  base::Host host;
};

}  // namespace

TEST_CASE("by default no cgroup but containers' is looked for") {
  Host host;
  CHECK(host.paths("none").empty());
}

TEST_CASE("all are all but mounts, those inside containers too; the containers are elsewhere") {
  Host host;
  CHECK(host.paths("all") == Paths{"/system.slice", "/system.slice/docker-" + id + ".scope/inside",
                                   "/system.slice/ssh.service", "/user.slice", "/user.slice/user-1000.slice",
                                   "/user.slice/user-1000.slice/user@1000.service",
                                   "/user.slice/user-1000.slice/user@1000.service/app.slice",
                                   "/user.slice/user-1000.slice/user@1000.service/app.slice/x.service"});
}

TEST_CASE("services are the outermost ones, so that a sum counts nothing twice") {
  Host host;
  CHECK(host.paths("services") ==
        Paths{"/system.slice/ssh.service", "/user.slice/user-1000.slice/user@1000.service"});
}

TEST_CASE("a prefix asks for its cgroups and no others") {
  Host host;
  CHECK(host.paths("none", {"/system.slice/ssh"}) == Paths{"/system.slice/ssh.service"});
  CHECK(host.paths("services", {"/user.slice"}) == Paths{"/user.slice/user-1000.slice/user@1000.service"});
}

TEST_CASE("on v1 a cgroup counts that any controller has") {
  support::TempTree tree;
  base::Host host;
  host.sysfs = tree.path("sys");
  for (const std::string controller : {"cpu", "memory"}) {
    tree.write("sys/fs/cgroup/" + controller + "/cgroup.procs", "");
    tree.write("sys/fs/cgroup/" + controller + "/cgroup.sane_behavior", "0\n");
    tree.write("sys/fs/cgroup/" + controller + "/both/cgroup.procs", "");
  }
  tree.write("sys/fs/cgroup/memory/one/cgroup.procs", "");
  model::Selection selection;
  selection.cgroups = "all";
  const auto hierarchy = read::Hierarchy::detect(host);
  scrape::OtherCgroups others(hierarchy, selection);
  CHECK(others.scan() == Paths{"/both", "/one"});
  tree.write("sys/fs/cgroup/cpu/new/cgroup.procs", "");
  CHECK(others.scan() == Paths{"/both", "/new", "/one"});
  CHECK(others.scan() == Paths{"/both", "/new", "/one"});
}
