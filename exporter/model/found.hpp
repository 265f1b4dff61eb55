// SPDX-License-Identifier: Apache-2.0
// A container as the cgroup tree shows it.
#pragma once

#include <string>

namespace exporter::model {

struct Found {
  std::string id;    // 64 hex digits
  std::string path;  // below the tree's root: "/system.slice/docker-<id>.scope"

  bool operator==(const Found&) const = default;
};

}  // namespace exporter::model
