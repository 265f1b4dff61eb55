// SPDX-License-Identifier: Apache-2.0
#include "processes/members.hpp"

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using Pids = std::vector<std::int64_t>;

namespace {

const std::string id(64, 'a');

struct Fixture {
  Fixture() { host.procfs = tree.path("proc"); }
  bool find(processes::Members& members) {
    members.begin_scrape();
    return members.find("/docker/" + id, id, kept, pids);
  }
  void write_list(const std::string& below, const std::string& text) {
    tree.write("cgroup/docker/" + id + below + "/cgroup.procs", text);
  }

  support::TempTree tree;
  base::Host host;
  processes::Members::Kept kept;
  Pids pids;
};

}  // namespace

TEST_CASE("processes of a cgroup and of those below it") {
  Fixture host;
  host.write_list("", "30\n2\n");
  host.write_list("/system.slice", "");
  host.write_list("/system.slice/ssh.service", "7\n");
  processes::Members members(host.host, host.tree.path("cgroup"));
  REQUIRE(host.find(members));
  CHECK(host.pids == Pids{2, 7, 30});
  CHECK(host.kept.list);
}

TEST_CASE("a cgroup without a process has none, which is known") {
  Fixture host;
  host.write_list("", "");
  processes::Members members(host.host, host.tree.path("cgroup"));
  CHECK(host.find(members));
  CHECK(host.pids.empty());
}

TEST_CASE("from a private pid namespace the procfs says who belongs to it") {
  Fixture host;
  host.write_list("", "0\n0\n");
  processes::Members members(host.host, host.tree.path("cgroup"));
  CHECK_FALSE(host.find(members));  // and a procfs of its own shows none of them

  host.tree.write("proc/40/cgroup", "0::/docker/" + id + "\n");
  REQUIRE(host.find(members));
  CHECK(host.pids == Pids{40});
}

TEST_CASE("a cgroup that is gone has no list") {
  Fixture host;
  processes::Members members(host.host, host.tree.path("cgroup"));
  CHECK_FALSE(host.find(members));
}

TEST_CASE("a cgroup below that comes later is found, and one that goes is not missed") {
  Fixture host;
  host.write_list("", "30\n");
  processes::Members members(host.host, host.tree.path("cgroup"));
  REQUIRE(host.find(members));
  CHECK(host.pids == Pids{30});
  host.write_list("/init", "7\n");
  REQUIRE(host.find(members));
  CHECK(host.pids == Pids{7, 30});
  host.tree.remove("cgroup/docker/" + id + "/init");
  REQUIRE(host.find(members));
  CHECK(host.pids == Pids{30});
}
