// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "read/reader.hpp"
#include "read/tables/tables.hpp"
#include "support/catch.hpp"
#include "support/subject_view.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;

namespace {

const std::string path = "/docker/" + std::string(64, 'a');

}  // namespace

TEST_CASE("what the v1 root read and wrote is the disks' own count") {
  support::TempTree tree;
  base::Host host;
  host.sysfs = tree.path("sys");
  host.procfs = tree.path("proc");
  const std::string root = "sys/fs/cgroup/blkio/";
  tree.write(root + "cgroup.procs", "").write(root + "cgroup.sane_behavior", "0\n");
  const std::string counted = "254:0 Read 10\n254:0 Write 20\n254:0 Sync 30\n254:0 Total 30\nTotal 30\n";
  for (const std::string& directory : {root, root + path.substr(1) + "/"}) {
    tree.write(directory + "blkio.throttle.io_service_bytes_recursive", counted);
    tree.write(directory + "blkio.throttle.io_serviced_recursive", counted);
  }
  tree.write("proc/diskstats", " 254 0 vda 7 1 100 5 8 2 200 6 0 9 11\n");
  tree.write("sys/dev/block/254:0/uevent", "MAJOR=254\nMINOR=0\nDEVNAME=vda\nDEVTYPE=disk\n");
  const auto hierarchy = read::Hierarchy::detect(host);
  read::Reader reader(hierarchy, host, read::container_tables(), read::machine_tables(), 10);
  const auto value = [&](const std::string& of, const char* name, const char* label = "") {
    auto cgroup = reader.open(of);
    REQUIRE(reader.read(cgroup, {}, {}) == base::Errc::none);
    return support::value(reader.container_layout(), cgroup.subject, name, label);
  };
  CHECK(value("/", "container_fs_reads_total") == 7);
  CHECK(value("/", "container_fs_writes_total") == 8);
  CHECK(value("/", "container_fs_reads_bytes_total") == 51'200);
  CHECK(value("/", "container_fs_writes_bytes_total") == 102'400);
  const char* usage = "container_blkio_device_usage_total";
  CHECK(value("/", usage, "operation=\"Total\"") == 153'600);
  CHECK_FALSE(value("/", usage, "operation=\"Sync\""));
  CHECK(value(path, "container_fs_reads_bytes_total") == 10);
  CHECK(value(path, usage, "operation=\"Sync\"") == 30);
}
