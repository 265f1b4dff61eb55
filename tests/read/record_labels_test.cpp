// SPDX-License-Identifier: Apache-2.0
#include "read/record_labels.hpp"

#include <filesystem>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using model::Dimension;
using read::Device;

TEST_CASE("records are called what cAdvisor calls them") {
  support::TempTree tree;
  tree.write("sys/dev/block/259:0/uevent", "MAJOR=259\nMINOR=0\nDEVNAME=nvme0n1\nDEVTYPE=disk\n");
  base::Host host;
  host.sysfs = tree.path("sys");
  read::DeviceNames names(host);
  CHECK(read::record_labels(Dimension::cpu, {0, 7}, names) == "cpu=\"cpu07\"");
  CHECK(read::record_labels(Dimension::cpu, {0, 128}, names) == "cpu=\"cpu128\"");
  CHECK(read::record_labels(Dimension::node, {0, 1}, names) == "node=\"1\"");
  CHECK(read::record_labels(Dimension::device, {259, 0}, names) == "device=\"/dev/nvme0n1\"");
  CHECK(read::record_labels(Dimension::device_number, {7, 3}, names) ==
        "device=\"7:3\",major=\"7\",minor=\"3\"");
}

// As sysfs has them: sda with a partition, dm-0 on that partition.
TEST_CASE("partitions and stacked devices are hidden behind the disks that show the same") {
  support::TempTree tree;
  tree.write("sys/devices/sda/dev", "8:0\n");
  tree.write("sys/devices/sda/uevent", "DEVNAME=sda\nDEVTYPE=disk\n");
  tree.write("sys/devices/sda/sda1/dev", "8:1\n");
  tree.write("sys/devices/sda/sda1/partition", "1\n");
  tree.write("sys/devices/sda/sda1/uevent", "DEVNAME=sda1\nDEVTYPE=partition\n");
  tree.write("sys/devices/dm-0/uevent", "DEVNAME=dm-0\nDEVTYPE=disk\n");
  tree.write("sys/devices/dm-0/slaves/keep", "");
  tree.write("sys/dev/block/keep", "");
  const auto link = [&](const std::string& to, const std::string& at) {
    std::filesystem::create_symlink(tree.path("sys/devices/" + to), tree.path("sys/" + at));
  };
  link("sda", "dev/block/8:0");
  link("sda/sda1", "dev/block/8:1");
  link("dm-0", "dev/block/253:0");
  link("sda/sda1", "devices/dm-0/slaves/sda1");
  base::Host host;
  host.sysfs = tree.path("sys");
  const read::DeviceNames names(host);
  const Device disk{8, 0};
  const Device partition{8, 1};
  const Device stacked{253, 0};
  CHECK(read::hidden_devices({disk, partition, stacked}, names) == std::vector<bool>{false, true, true});
  CHECK(read::hidden_devices({stacked}, names) == std::vector<bool>{false});  // nobody else shows it
}
