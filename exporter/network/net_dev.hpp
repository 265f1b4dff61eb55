// SPDX-License-Identifier: Apache-2.0
// The text of /proc/<pid>/net/dev (Documentation/filesystems/proc.rst): one line per interface, 16 counters.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/interface.hpp"

namespace exporter::network {

// Appends every interface but lo, and but veth* and docker*, which in a container belong to containers inside
// it. malformed when a line has fewer counters than the kernel writes; the lines before it stand.
base::Errc parse_net_dev(std::string_view text, std::vector<model::Interface>& out);

}  // namespace exporter::network
