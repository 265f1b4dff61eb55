// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace exporter::network {

// The ID of the container this process runs in, from the bind mounts that engines make for /etc/hostname
// (<data root>/containers/<id>/hostname in /proc/self/mountinfo); empty outside of one.
std::string own_container_id();
std::string container_id_in_mountinfo(std::string_view mountinfo);

}  // namespace exporter::network
