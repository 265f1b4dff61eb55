// SPDX-License-Identifier: Apache-2.0
#include "disk/mounts.hpp"

#include "support/catch.hpp"

using exporter::disk::parse_mountinfo;

TEST_CASE("a line of mountinfo, with and without optional fields, and with escapes") {
  const auto mounts = parse_mountinfo(
      "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:7 - ext3 /dev/root rw,errors=continue\n"
      "91 74 254:0 / /my\\040disk rw,relatime - ext4 /dev/vda rw\n"
      "nonsense\n"
      "1 2 3\n");
  REQUIRE(mounts.size() == 2);
  CHECK(mounts[0].id == "36");
  CHECK(mounts[0].device == "98:0");
  CHECK(mounts[0].root == "/mnt1");
  CHECK(mounts[0].point == "/mnt2");
  CHECK(mounts[0].type == "ext3");
  CHECK(mounts[0].source == "/dev/root");
  CHECK(mounts[1].point == "/my disk");
}
