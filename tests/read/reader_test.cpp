// SPDX-License-Identifier: Apache-2.0
#include "read/reader.hpp"

#include <sys/resource.h>

#include "read/tables/tables.hpp"
#include "support/catch.hpp"
#include "support/descriptor_limit.hpp"
#include "support/subject_view.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using base::Errc;
using read::Reader;

namespace {

const std::string id(64, 'a');
const std::string path = "/docker/" + id;

struct Fixture {
  support::TempTree tree;
  base::Host host;
  read::Hierarchy hierarchy;
  std::string directory = "sys/fs/cgroup" + path;

  Fixture() {
    host.sysfs = tree.path("sys");
    host.procfs = tree.path("proc");
    tree.write("sys/fs/cgroup/cgroup.controllers", "cpu io memory\n");
    tree.write("sys/dev/block/254:0/uevent", "MAJOR=254\nMINOR=0\nDEVNAME=vda\nDEVTYPE=disk\n");
    tree.write("proc/meminfo", "MemTotal: 1000 kB\nSwapTotal: 100 kB\nSwapFree: 60 kB\n");
    tree.write(directory + "/cpu.stat",
               "usage_usec 1500000\nuser_usec 1000000\nsystem_usec 500000\nnr_periods 10\nnr_throttled 3\n"
               "throttled_usec 250000\n");
    tree.write(directory + "/cpu.max", "25000 100000\n").write(directory + "/cpu.weight", "100\n");
    tree.write(directory + "/memory.current", "5000\n").write(directory + "/memory.max", "max\n");
    tree.write(directory + "/memory.low", "0\n").write(directory + "/memory.swap.max", "1048576\n");
    tree.write(directory + "/memory.stat",
               "anon 3000\nfile 2000\nfile_mapped 10\ninactive_file 500\npgfault 7\n");
    tree.write(directory + "/memory.events", "low 0\nhigh 0\nmax 4\noom 0\n");
    tree.write(directory + "/io.stat", "254:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0\n");
    hierarchy = read::Hierarchy::detect(host);
  }

  Reader reader(std::size_t budget = 100) {
    return {hierarchy, host, read::container_tables(), read::machine_tables(), budget};
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a v2 container is read into its metrics") {
  auto reader = this->reader();
  auto cgroup = reader.open(path);
  REQUIRE(reader.read(cgroup, {}, {}) == Errc::none);
  const auto& layout = reader.container_layout();
  const auto value = [&](const char* name, const char* label = "") {
    return support::value(layout, cgroup.subject, name, label);
  };
  CHECK(value("container_cpu_usage_seconds_total") == 1'500'000'000);
  CHECK(value("container_cpu_cfs_throttled_periods_total") == 3);
  CHECK(value("container_spec_cpu_quota") == 25000);
  CHECK(value("container_spec_cpu_period") == 100000);
  CHECK(value("container_spec_cpu_shares") == 2597);
  CHECK(value("container_memory_working_set_bytes") == 4500);
  CHECK(value("container_memory_failcnt") == 4);
  CHECK(value("container_memory_failures_total", "pgfault") == 7);
  CHECK(value("container_spec_memory_limit_bytes") == 0);
  CHECK(value("container_fs_writes_bytes_total", R"(device="/dev/vda")") == 2);
  CHECK(value("container_blkio_device_usage_total", R"(major="254",minor="0",operation="Read")") == 1);
}

TEST_CASE_METHOD(Fixture, "a group that is off has no families, and its files are not read") {
  tree.write(directory + "/memory.current", "junk\n").write(directory + "/io.stat", "junk\n");
  const model::Groups groups{model::Group::cpu};
  Reader reader(hierarchy, host, read::container_tables(), read::machine_tables(), 100, groups);
  auto cgroup = reader.open(path);
  REQUIRE(reader.read(cgroup, {}, {}) == Errc::none);
  const auto& layout = reader.container_layout();
  CHECK(reader.errors().empty());
  for (const auto& file : cgroup.plan->files) CHECK(file.file != "memory.current");
  CHECK(cgroup.plan->rows.size() == layout.series.size());
  for (const auto& series : layout.series) CHECK(groups.has(series.metric->group));
  CHECK(support::value(layout, cgroup.subject, "container_cpu_usage_seconds_total") == 1'500'000'000);
  CHECK(support::value(layout, cgroup.subject, "container_cpu_cfs_throttled_periods_total") == 3);
  CHECK(support::value(layout, cgroup.subject, "container_spec_memory_limit_bytes") == 0);
}

TEST_CASE_METHOD(Fixture, "what the kernel does not have is missing, not zero") {
  auto reader = this->reader();
  auto cgroup = reader.open(path);
  REQUIRE(reader.read(cgroup, {}, {}) == Errc::none);
  CHECK_FALSE(support::value(reader.container_layout(), cgroup.subject, "container_memory_swap"));
  CHECK_FALSE(support::value(reader.container_layout(), cgroup.subject, "container_memory_max_usage_bytes"));
  CHECK_FALSE(
      support::value(reader.container_layout(), cgroup.subject, "container_memory_failures_total", "pgmaj"));
  CHECK(reader.errors().empty());
}

TEST_CASE_METHOD(Fixture, "throttling is missing without a quota") {
  tree.write(directory + "/cpu.max", "max 100000\n");
  auto reader = this->reader();
  auto opened = reader.open(path);
  REQUIRE(reader.read(opened, {}, {}) == Errc::none);
  const auto& layout = reader.container_layout();
  CHECK_FALSE(support::value(layout, opened.subject, "container_spec_cpu_quota"));
  CHECK_FALSE(support::value(layout, opened.subject, "container_cpu_cfs_periods_total"));
  CHECK(support::value(layout, opened.subject, "container_spec_cpu_period") == 100000);
}

TEST_CASE_METHOD(Fixture, "a bad file leaves out its own samples and is counted") {
  tree.write(directory + "/memory.current", "junk\n");
  auto reader = this->reader();
  auto opened = reader.open(path);
  REQUIRE(reader.read(opened, {}, {}) == Errc::none);
  const auto& layout = reader.container_layout();
  CHECK_FALSE(support::value(layout, opened.subject, "container_memory_usage_bytes"));
  CHECK_FALSE(support::value(layout, opened.subject, "container_memory_working_set_bytes"));
  CHECK(support::value(layout, opened.subject, "container_memory_rss") == 3000);
  CHECK(reader.errors().at({"memory.current", Errc::malformed}) == 1);
}

TEST_CASE_METHOD(Fixture, "kept descriptors and paths give the same values") {
  for (const std::size_t budget : {0UL, 3UL, 100UL}) {
    auto reader = this->reader(budget);
    auto opened = reader.open(path);
    for (int i = 0; i < 3; ++i) {
      tree.write(directory + "/memory.current", std::to_string(6000 + i) + "\n");
      REQUIRE(reader.read(opened, {}, {}) == Errc::none);
      CHECK(support::value(reader.container_layout(), opened.subject, "container_memory_usage_bytes") ==
            6000 + i);
    }
    std::size_t kept = 0;
    for (const auto& file : opened.files) kept += file.fd ? 1U : 0U;
    CHECK(kept <= budget);
    if (budget == 3) CHECK(kept == 3);
  }
}

TEST_CASE_METHOD(Fixture, "a controller that is switched on later is found, and then in every cgroup") {
  const std::string other = "/system.slice/docker-" + std::string(64, 'b') + ".scope";
  tree.remove(directory + "/memory.current").write("sys/fs/cgroup" + other + "/cpu.stat", "usage_usec 1\n");
  auto reader = this->reader();
  auto one = reader.open(path);
  auto two = reader.open(other);
  const auto has_memory = [&](read::Cgroup& cgroup) {
    REQUIRE(reader.read(cgroup, {}, {}) == Errc::none);
    return support::value(reader.container_layout(), cgroup.subject, "container_memory_usage_bytes")
        .has_value();
  };
  for (int scrape = 0; scrape < 40; ++scrape) {
    reader.begin_scrape();
    CHECK_FALSE((has_memory(one) || has_memory(two)));
  }
  tree.write(directory + "/memory.current", "6000\n")
      .write("sys/fs/cgroup" + other + "/memory.current", "7000\n");
  int scrapes_with_one = 0;
  for (bool both = false; !both; ++scrapes_with_one) {
    REQUIRE(scrapes_with_one < 40);
    reader.begin_scrape();
    const bool first = has_memory(one);
    both = has_memory(two) && first;
  }
  CHECK(scrapes_with_one <= 17);
}

TEST_CASE_METHOD(Fixture,
                 "what comes right after a cgroup's first read is found at the next, among many cgroups") {
  const auto of = [](int number) { return "/docker/" + std::string(62, 'c') + std::to_string(number); };
  std::vector<read::Cgroup> cgroups;
  auto reader = this->reader(1000);
  for (int number = 10; number < 60; ++number) {
    tree.write("sys/fs/cgroup" + of(number) + "/cpu.stat", "usage_usec 1\n");
    if (number != 30) tree.write("sys/fs/cgroup" + of(number) + "/memory.current", "1\n");
    cgroups.push_back(reader.open(of(number)));
  }
  const auto scrape = [&] {
    reader.begin_scrape();
    for (auto& cgroup : cgroups) REQUIRE(reader.read(cgroup, {}, {}) == Errc::none);
    return support::value(reader.container_layout(), cgroups[20].subject, "container_memory_usage_bytes")
        .has_value();
  };
  CHECK_FALSE(scrape());
  tree.write("sys/fs/cgroup" + of(30) + "/memory.current", "1\n");
  CHECK(scrape());
}

TEST_CASE_METHOD(
    Fixture,
    "a read without free descriptors is an error, not a host without cgroups, and the next is whole") {
  auto reader = this->reader();
  auto opened = reader.open(path);
  {
    const support::DescriptorLimit none;
    (void)reader.read(opened, {}, {});
  }
  CHECK_FALSE(support::value(reader.container_layout(), opened.subject, "container_memory_usage_bytes"));
  CHECK(reader.errors().at({"memory.current", Errc::io}) == 1);
  REQUIRE(reader.read(opened, {}, {}) == Errc::none);
  CHECK(support::value(reader.container_layout(), opened.subject, "container_memory_usage_bytes"));
  CHECK(support::value(reader.container_layout(), opened.subject, "container_cpu_usage_seconds_total"));
}

TEST_CASE_METHOD(Fixture, "an interface's label is its present name") {
  auto reader = this->reader();
  auto opened = reader.open(path);
  const auto label = [&](const std::string& name) {
    const std::vector<model::Interface> interfaces{{name, {}}};
    REQUIRE(reader.read(opened, {}, interfaces) == Errc::none);
    return opened.subject.sheets[static_cast<std::size_t>(model::Dimension::interface)].labels.at(0);
  };
  CHECK(label("eth0") == R"(interface="eth0")");
  CHECK(label("eth0") == R"(interface="eth0")");
  CHECK(label("eth1") == R"(interface="eth1")");
  CHECK(label("a\"b") == R"(interface="a\"b")");
  CHECK(label("a\"c") == R"(interface="a\"c")");
}

TEST_CASE_METHOD(Fixture, "a cgroup that is gone is vanished") {
  auto reader = this->reader(0);
  auto opened = reader.open(path);
  REQUIRE(reader.read(opened, {}, {}) == Errc::none);
  tree.remove(directory);
  CHECK(reader.read(opened, {}, {}) == Errc::vanished);
}

TEST_CASE_METHOD(Fixture, "the v2 root has its own sources") {
  tree.write("sys/fs/cgroup/memory.stat",
             "anon 10\nfile 30\ninactive_file 5\nactive_file 20\nfile_mapped 1\n");
  tree.write("sys/fs/cgroup/cpu.stat", "usage_usec 1\nuser_usec 1\nsystem_usec 0\n");
  auto reader = this->reader();
  auto root = reader.open("/");
  REQUIRE(reader.read(root, {}, {}) == Errc::none);
  const auto& layout = reader.container_layout();
  CHECK(support::value(layout, root.subject, "container_memory_usage_bytes") == 40);
  CHECK(support::value(layout, root.subject, "container_memory_working_set_bytes") == 35);
  CHECK(support::value(layout, root.subject, "container_memory_swap") == 40 * 1024);
  CHECK(support::value(layout, root.subject, "container_spec_memory_limit_bytes") == 1000 * 1024);
}

TEST_CASE_METHOD(Fixture, "podman's limits are read one level down, its totals are not") {
  const std::string scope = "/machine.slice/libpod-" + id + ".scope";
  const std::string outer = "sys/fs/cgroup" + scope;
  tree.write(outer + "/cpu.stat", "usage_usec 9\nuser_usec 5\nsystem_usec 4\nnr_periods 0\nnr_throttled 0\n");
  tree.write(outer + "/memory.max", "max\n").write(outer + "/cpu.max", "max 100000\n");
  tree.write(outer + "/container/cpu.stat", "usage_usec 8\nnr_periods 6\nnr_throttled 2\nthrottled_usec 1\n");
  tree.write(outer + "/container/memory.max", "4096\n").write(outer + "/container/cpu.max", "1000 2000\n");
  auto reader = this->reader();
  auto opened = reader.open(scope);
  REQUIRE(reader.read(opened, {}, {}) == Errc::none);
  const auto& layout = reader.container_layout();
  CHECK(support::value(layout, opened.subject, "container_cpu_usage_seconds_total") == 9000);
  CHECK(support::value(layout, opened.subject, "container_cpu_cfs_periods_total") == 6);
  CHECK(support::value(layout, opened.subject, "container_spec_memory_limit_bytes") == 4096);
  CHECK(support::value(layout, opened.subject, "container_spec_cpu_quota") == 1000);
}

TEST_CASE("v1 block I/O falls back from blk-throttle to BFQ") {
  support::TempTree tree;
  base::Host host;
  host.sysfs = tree.path("sys");
  const std::string blkio = "sys/fs/cgroup/blkio";
  tree.write(blkio + "/cgroup.procs", "").write(blkio + "/cgroup.sane_behavior", "0\n");
  tree.write(blkio + path + "/blkio.bfq.io_service_bytes_recursive", "8:0 Read 11\n8:0 Total 11\nTotal 11\n");
  const auto hierarchy = read::Hierarchy::detect(host);
  Reader reader(hierarchy, host, read::container_tables(), read::machine_tables(), 10);
  auto opened = reader.open(path);
  REQUIRE(reader.read(opened, {}, {}) == Errc::none);
  CHECK(support::value(reader.container_layout(), opened.subject, "container_fs_reads_bytes_total", "8:0") ==
        11);

  tree.write(blkio + path + "/blkio.throttle.io_service_bytes_recursive", "8:0 Read 22\nTotal 22\n");
  auto again = reader.open(path);
  REQUIRE(reader.read(again, {}, {}) == Errc::none);
  CHECK(support::value(reader.container_layout(), again.subject, "container_fs_reads_bytes_total", "8:0") ==
        22);
}

TEST_CASE_METHOD(Fixture, "the machine") {
  tree.write("sys/devices/system/cpu/online", "0-3\n");
  auto reader = this->reader();
  auto machine = reader.open_machine();
  REQUIRE(reader.read(machine, {}, {}) == Errc::none);
  CHECK(support::value(reader.machine_layout(), machine.subject, "machine_cpu_cores") == 4);
  CHECK(support::value(reader.machine_layout(), machine.subject, "machine_memory_bytes") == 1000 * 1024);
}

TEST_CASE("v1 hierarchies may keep one container at different paths") {
  support::TempTree tree;
  base::Host host;
  host.sysfs = tree.path("sys");
  for (const std::string name : {"cpuacct", "memory"})
    tree.write("sys/fs/cgroup/" + name + "/cgroup.procs", "");
  tree.write("sys/fs/cgroup/cpuacct/custom/" + id + "/cpuacct.usage", "5\n");
  tree.write("sys/fs/cgroup/memory/host/custom/" + id + "/memory.usage_in_bytes", "6\n");
  const auto hierarchy = read::Hierarchy::detect(host);
  Reader reader(hierarchy, host, read::container_tables(), read::machine_tables(), 10);
  auto opened = reader.open("/custom/" + id, [&](const std::string& root) {
    CHECK(root == tree.path("sys/fs/cgroup/memory"));
    return "/host/custom/" + id;
  });
  REQUIRE(reader.read(opened, {}, {}) == Errc::none);
  CHECK(support::value(reader.container_layout(), opened.subject, "container_memory_usage_bytes") == 6);
  CHECK(support::value(reader.container_layout(), opened.subject, "container_cpu_usage_seconds_total") == 5);
}

TEST_CASE("huge pages of the sizes that the kernel has, and what is reserved before what is used") {
  support::TempTree tree;
  base::Host host;
  host.sysfs = tree.path("sys");
  const std::string v1 = "sys/fs/cgroup/hugetlb/";
  tree.write(v1 + "cgroup.procs", "");
  tree.write(v1 + "docker/" + id + "/hugetlb.2MB.usage_in_bytes", "1\n");
  tree.write(v1 + "docker/" + id + "/hugetlb.2MB.rsvd.usage_in_bytes", "2\n");
  tree.write(v1 + "docker/" + id + "/hugetlb.2MB.max_usage_in_bytes", "3\n");
  tree.write(v1 + "docker/" + id + "/hugetlb.1GB.failcnt", "4\n");
  const auto hierarchy = read::Hierarchy::detect(host);
  Reader reader(hierarchy, host, read::container_tables(), read::machine_tables(), 10,
                {model::Group::hugetlb});
  auto opened = reader.open("/docker/" + id);
  REQUIRE(reader.read(opened, {}, {}) == Errc::none);
  const auto value = [&](std::string_view name, std::string_view label) {
    return support::value(reader.container_layout(), opened.subject, name, label);
  };
  CHECK(value("container_hugetlb_usage_bytes", "pagesize=\"2MB\"") == 2);
  CHECK(value("container_hugetlb_usage_bytes", "pagesize=\"1GB\"") == std::nullopt);
  CHECK(value("container_hugetlb_max_usage_bytes", "pagesize=\"2MB\"") == 3);
  CHECK(value("container_hugetlb_failcnt", "pagesize=\"1GB\"") == 4);
}

TEST_CASE("with the group percpu each CPU has a series in place of the total") {
  support::TempTree tree;
  base::Host host;
  host.sysfs = tree.path("sys");
  tree.write("sys/fs/cgroup/cpuacct/cgroup.procs", "");
  tree.write("sys/fs/cgroup/cpuacct/docker/" + id + "/cpuacct.usage", "12\n");
  tree.write("sys/fs/cgroup/cpuacct/docker/" + id + "/cpuacct.usage_percpu", "5 7\n");
  const auto hierarchy = read::Hierarchy::detect(host);
  Reader reader(hierarchy, host, read::container_tables(), read::machine_tables(), 10,
                {model::Group::cpu, model::Group::percpu});
  auto opened = reader.open("/docker/" + id);
  REQUIRE(reader.read(opened, {}, {}) == Errc::none);
  const auto value = [&](std::string_view label) {
    return support::value(reader.container_layout(), opened.subject, "container_cpu_usage_seconds_total",
                          label);
  };
  CHECK(value("cpu=\"cpu00\"") == 5);
  CHECK(value("cpu=\"cpu01\"") == 7);
  CHECK(value("cpu=\"total\"") == std::nullopt);
}
