// SPDX-License-Identifier: Apache-2.0
#include "disk/file_systems.hpp"

#include <sys/statvfs.h>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;

namespace {

constexpr const char* mounts =
    "20 1 254:1 / / rw - ext4 /dev/vda1 rw\n"
    "21 20 0:20 / /proc rw - proc proc rw\n"
    "22 20 254:1 /var/lib/docker /somewhere/else rw - ext4 /dev/vda1 rw\n"
    "23 20 254:2 / /var/lib/docker rw - xfs /dev/vda2 rw\n"
    "24 20 7:0 / /snap/core/1 ro - squashfs /dev/loop0 ro\n"
    "25 20 0:30 / /mnt rw - nfs4 server:/share rw\n";

}  // namespace

TEST_CASE("each block device once, at its shortest mount point, and no images") {
  const auto found = disk::on_block_devices(disk::parse_mountinfo(mounts), "/rootfs");
  REQUIRE(found.size() == 2);
  CHECK(found[0].device == "/dev/vda1");
  CHECK(found[0].path == "/rootfs/");
  CHECK(found[1].device == "/dev/vda2");
  CHECK(found[1].path == "/rootfs/var/lib/docker");
}

TEST_CASE("space is what the kernel says, and missing where it says nothing") {
  const auto space = disk::space_of({"some", "/"});
  REQUIRE(space);
  struct statvfs status {};
  REQUIRE(::statvfs("/", &status) == 0);
  CHECK(space->capacity == static_cast<std::int64_t>(status.f_blocks * status.f_frsize));
  CHECK(space->used > 0);
  CHECK(space->used < space->capacity);
  CHECK_FALSE(disk::space_of({"some", "/nowhere"}));
  CHECK_FALSE(disk::space_of({"proc", "/proc"}));  // it has no blocks
}

TEST_CASE(
    "with the host's root mounted, its file systems are the host's and Docker's is found by its directory") {
  support::TempTree tree;
  tree.write("proc/1/mountinfo", mounts);
  const base::Host host{tree.path("proc"), tree.path("sys"), tree.path("rootfs")};
  CHECK(disk::host_file_systems(host).size() == 2);
  const auto docker = disk::docker_file_system({}, host, "/var/lib/docker");
  REQUIRE(docker);
  CHECK(docker->device == "/dev/vda2");
  CHECK(docker->path == tree.path("rootfs") + "/var/lib/docker");
  CHECK(disk::docker_file_system({}, host, "/var/lib/docker2")->device == "/dev/vda1");
  CHECK_FALSE(disk::docker_file_system({}, host, ""));
}

TEST_CASE("from mounts that are not the host's nothing is said of it") {
  support::TempTree tree;
  tree.write("proc/1/mountinfo", mounts);
  tree.write("proc/2/comm", "kthreadd\n");
  const base::Host host{tree.path("proc"), tree.path("sys"), std::string(base::default_rootfs)};
  CHECK(disk::host_file_systems(host).empty());
  CHECK_FALSE(disk::docker_file_system({}, host, "/var/lib/docker"));
}

TEST_CASE("in a container Docker's file system is the one that /etc/hostname comes from") {
  const support::TempTree tree;
  const base::Host host{tree.path("proc"), tree.path("sys"), std::string(base::default_rootfs)};
  const auto found = [&](const std::string& root) {
    const auto own = disk::parse_mountinfo(
        "20 1 0:50 / / ro - overlay overlay ro\n"
        "21 20 254:2 " +
        root + " /etc/hostname ro - xfs /dev/vda2 rw\n");
    return disk::docker_file_system(own, host, "/var/lib/docker");
  };
  const std::string id(64, 'a');
  const auto docker = found("/lib/docker/containers/" + id + "/hostname");
  REQUIRE(docker);
  CHECK(docker->device == "/dev/vda2");
  CHECK(docker->path == "/etc/hostname");
  CHECK_FALSE(found("/etc/hostname"));
  CHECK_FALSE(found("/containers/" + id + "/name"));
}
