// SPDX-License-Identifier: Apache-2.0
#include "read/topology.hpp"

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using model::Dimension;

namespace {

// Two sockets of two cores, whose numbers repeat; the first core has two threads. Two NUMA nodes.
void write_cpu(support::TempTree& tree, const std::string& cpu, const std::string& package,
               const std::string& core, const std::string& siblings) {
  const std::string directory = "sys/devices/system/cpu/cpu" + cpu;
  tree.write(directory + "/topology/physical_package_id", package + "\n");
  tree.write(directory + "/topology/core_id", core + "\n");
  tree.write(directory + "/topology/thread_siblings_list", siblings + "\n");
  tree.write(directory + "/node" + package + "/cpulist", "");
  tree.write(directory + "/cache/index0/level", "1\n");
  tree.write(directory + "/cache/index0/type", "Data\n");
  tree.write(directory + "/cache/index0/size", "32K\n");
  tree.write(directory + "/cache/index0/shared_cpu_list", siblings + "\n");
  tree.write(directory + "/cache/index3/level", "3\n");
  tree.write(directory + "/cache/index3/type", "Unified\n");
  tree.write(directory + "/cache/index3/size", "1024K\n");
  tree.write(directory + "/cache/index3/shared_cpu_list", package == "0" ? "0-2\n" : "3-4\n");
}

base::Host machine(support::TempTree& tree) {
  write_cpu(tree, "0", "0", "0", "0-1");
  write_cpu(tree, "1", "0", "0", "0-1");
  write_cpu(tree, "2", "0", "1", "2");
  write_cpu(tree, "3", "1", "0", "3");
  write_cpu(tree, "4", "1", "1", "4");
  tree.write("sys/devices/system/cpu/cpufreq/boost", "1\n");
  tree.write("sys/devices/system/cpu/cpu5/online", "0\n");  // it has no topology
  for (const std::string node : {"0", "1"}) {
    const std::string directory = "sys/devices/system/node/node" + node;
    tree.write(directory + "/meminfo", "Node " + node + " MemTotal:       2048 kB\nNode 0 MemFree: 1 kB\n");
    tree.write(directory + "/distance", node == "0" ? "10 21\n" : "21 10\n");
    tree.write(directory + "/hugepages/hugepages-2048kB/nr_hugepages", "7\n");
  }
  for (const std::string dimm : {"0", "1"}) {
    tree.write("sys/devices/system/edac/mc/mc0/dimm" + dimm + "/dimm_mem_type", "Registered-DDR4\n");
    tree.write("sys/devices/system/edac/mc/mc0/dimm" + dimm + "/size", "16384\n");
  }
  base::Host host;
  host.sysfs = tree.path("sys");
  return host;
}

std::int64_t value(const model::Supply& supply, Dimension dimension, const std::string& labels,
                   std::size_t index = 0) {
  for (const auto& record : supply[dimension]) {
    if (record.labels == labels && record.values[index].present) return record.values[index].number;
  }
  return -1;
}

const read::Topology::Clock::time_point now{std::chrono::hours(1)};

}  // namespace

TEST_CASE("cores are counted per socket") {
  support::TempTree tree;
  read::Topology topology(machine(tree), model::default_groups);
  const auto& found = topology.read(now);
  CHECK(value(found, Dimension::none, "", 0) == 4);
  CHECK(value(found, Dimension::none, "", 1) == 2);
  CHECK(value(found, Dimension::none, "", 2) == 0);
  CHECK(value(found, Dimension::none, "", 3) == 0);
}

TEST_CASE("memory modules are summed up by type") {
  support::TempTree tree;
  read::Topology topology(machine(tree), model::default_groups);
  const auto& found = topology.read(now);
  CHECK(value(found, Dimension::dimm, "type=\"Registered-DDR4\"", 0) == 2);
  CHECK(value(found, Dimension::dimm, "type=\"Registered-DDR4\"", 1) == 2LL * 16384 * 1024 * 1024);
}

TEST_CASE("what belongs to cpu_topology is looked at only when it is on") {
  support::TempTree tree;
  read::Topology off(machine(tree), model::default_groups);
  CHECK(off.read(now)[Dimension::cache].empty());

  read::Topology topology(machine(tree), model::Groups{model::Group::cpu_topology});
  const auto& found = topology.read(now);
  CHECK(value(found, Dimension::thread, "node_id=\"0\",core_id=\"0\",thread_id=\"1\"") == 2);
  CHECK(value(found, Dimension::thread, "node_id=\"1\",core_id=\"0\",thread_id=\"3\"") == 1);
  CHECK(value(found, Dimension::cache, "node_id=\"0\",core_id=\"0\",type=\"Data\",level=\"1\"") == 32 * 1024);
  CHECK(value(found, Dimension::cache, "node_id=\"1\",type=\"Unified\",level=\"3\"") == 1024 * 1024);
  CHECK(value(found, Dimension::machine_node, "node_id=\"1\"") == 2048 * 1024);
  CHECK(value(found, Dimension::huge_pages, "node_id=\"0\",page_size=\"2048\"") == 7);
  CHECK(value(found, Dimension::distance, "node_id=\"0\",target_node_id=\"1\"") == 21);
}

TEST_CASE("a machine that shows nothing of itself has no values") {
  support::TempTree tree;
  base::Host host;
  host.sysfs = tree.path("sys");
  read::Topology topology(host, model::Groups{model::Group::cpu_topology});
  CHECK(topology.read(now)[Dimension::none].empty());
}

TEST_CASE("the machine is looked at again after five minutes") {
  support::TempTree tree;
  read::Topology topology(machine(tree), model::default_groups);
  topology.read(now);
  write_cpu(tree, "5", "1", "2", "5");
  CHECK(value(topology.read(now + std::chrono::minutes(4)), Dimension::none, "") == 4);
  CHECK(value(topology.read(now + std::chrono::minutes(6)), Dimension::none, "") == 5);
}
