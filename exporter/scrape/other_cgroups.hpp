// SPDX-License-Identifier: Apache-2.0
// The cgroups beside containers that a user wants on the page: services, slices, whatever the host has.
#pragma once

#include <string>
#include <vector>

#include "discover/tree.hpp"
#include "model/selection.hpp"
#include "read/hierarchy.hpp"

namespace exporter::scrape {

class OtherCgroups {
 public:
  OtherCgroups(const read::Hierarchy& hierarchy, const model::Selection& selection);

  // Their paths, sorted. On v1 each controller has a tree of its own, and a cgroup counts that any of them
  // has. Nothing is walked where nothing is wanted.
  const std::vector<std::string>& scan();

 private:
  bool takes(const std::string& path) const;

  std::string which_;
  std::vector<std::string> prefixes_;
  std::vector<discover::Tree> trees_;
  std::vector<std::size_t> walks_;  // of each tree, when paths_ was made
  std::vector<std::string> paths_;
};

// Whether it is systemd's service or scope, below none that is: "/system.slice/ssh.service", not what that
// has inside.
bool is_outermost_service(const std::string& path);

}  // namespace exporter::scrape
