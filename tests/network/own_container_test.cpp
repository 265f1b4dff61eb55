// SPDX-License-Identifier: Apache-2.0
#include "network/own_container.hpp"

#include "support/catch.hpp"

using exporter::network::container_id_in_mountinfo;

TEST_CASE("the own container's ID is in the mount of /etc/hostname") {
  const std::string id(64, 'c');
  CHECK(container_id_in_mountinfo("1 2 8:1 /var/lib/docker/containers/" + id +
                                  "/hostname /etc/hostname rw - ext4 x rw\n") == id);
  CHECK(container_id_in_mountinfo("1 2 8:1 /var/lib/docker/containers/short/hostname /etc/hostname rw\n")
            .empty());
  CHECK(container_id_in_mountinfo("/hostname ").empty());
  CHECK(container_id_in_mountinfo("").empty());
}
