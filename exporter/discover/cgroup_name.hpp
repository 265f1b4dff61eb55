// SPDX-License-Identifier: Apache-2.0
// Which directory names are containers'. No setting says which runtime or cgroup driver is in use: the name
// does.
#pragma once

#include <string_view>

namespace exporter::discover {

// The 64 hex digits in <id>, docker-<id>.scope, libpod-<id>.scope, libpod-payload-<id>,
// cri-containerd-<id>.scope, crio-<id>.scope and the like; empty for everything else: *.mount, *.service,
// *.slice, conmon's own cgroups.
std::string_view container_id(std::string_view directory_name);

}  // namespace exporter::discover
