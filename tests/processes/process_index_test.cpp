// SPDX-License-Identifier: Apache-2.0
#include "processes/process_index.hpp"

#include <filesystem>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using Pids = std::vector<std::int64_t>;

namespace {

const std::string one(64, 'a');
const std::string two(64, 'b');

}  // namespace

TEST_CASE("a container is recognised in a process's cgroups, from any namespace") {
  CHECK(processes::container_in_cgroup("0::/system.slice/docker-" + one + ".scope\n") == one);
  CHECK(processes::container_in_cgroup("0::/../../docker-" + one + ".scope/init\n") == one);
  CHECK(processes::container_in_cgroup("3:memory:/docker/" + one + "\n2:cpu:/docker/" + one + "\n") == one);
  CHECK(processes::container_in_cgroup("0::/system.slice/ssh.service\n").empty());
  CHECK(processes::container_in_cgroup("0::/\n").empty());
  CHECK(processes::container_in_cgroup("").empty());
}

TEST_CASE("processes are found by their container, and forgotten when they end") {
  support::TempTree tree;
  base::Host host;
  host.procfs = tree.path("proc");
  tree.write("proc/10/cgroup", "0::/docker/" + one + "\n");
  tree.write("proc/9/cgroup", "0::/docker/" + one + "\n");
  tree.write("proc/11/cgroup", "0::/docker/" + two + "\n");
  tree.write("proc/1/cgroup", "0::/init.scope\n");
  tree.write("proc/meminfo", "");
  processes::ProcessIndex index(host);
  CHECK(index.of(one).empty());
  index.refresh();
  CHECK(index.of(one) == Pids{9, 10});
  CHECK(index.of(two) == Pids{11});

  std::filesystem::remove_all(tree.path("proc/9"));
  std::filesystem::remove_all(tree.path("proc/11"));
  tree.write("proc/12/cgroup", "0::/docker/" + one + "\n");
  index.refresh();
  CHECK(index.of(one) == Pids{10, 12});
  CHECK(index.of(two).empty());
}

TEST_CASE("a process that is moved, or another one of its number, is noticed") {
  support::TempTree tree;
  base::Host host;
  host.procfs = tree.path("proc");
  tree.write("proc/10/cgroup", "0::/docker/" + one + "\n");
  processes::ProcessIndex index(host);
  index.refresh();
  tree.write("proc/10/cgroup", "0::/docker/" + two + "\n");
  index.refresh();
  CHECK(index.of(two) == Pids{10});
}
