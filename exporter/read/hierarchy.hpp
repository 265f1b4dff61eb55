// SPDX-License-Identifier: Apache-2.0
// Which cgroup version serves each controller, and where. Detected once, per controller: hybrid hosts exist.
// The root is found by looking below --path.sysfs; /proc/<pid>/cgroup is never joined to it, because from a
// private cgroup namespace that text is relative to the reader.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/host.hpp"
#include "read/row.hpp"

namespace exporter::read {

enum class Version : std::uint8_t { none, v1, v2 };
std::string_view name(Version version);

struct Mount {
  Version version = Version::none;
  std::string root;  // without a trailing '/'
};

class Hierarchy {
 public:
  static Hierarchy detect(const base::Host& host);

  const Mount& mount(Place place) const { return mounts_[static_cast<std::size_t>(place)]; }
  // The directory that the paths of `place` start from; empty where this host has no such controller.
  const std::string& root(Place place) const;

  // The one tree in which containers are looked for; empty where there is no cgroup file system.
  const std::string& tree() const { return tree_; }
  // "1", "2", "hybrid" or "none", for people.
  std::string version() const;
  // Only the reader's own cgroup is visible, not the host's: the root of the tree has files that a real root
  // cgroup lacks (v2 cgroup.type), or lacks those that only a root has (v1 cgroup.sane_behavior,
  // release_agent).
  bool namespaced() const { return namespaced_; }
  const std::string& procfs() const { return procfs_; }
  const std::string& sysfs() const { return sysfs_; }

  struct Controller {
    std::string_view name;
    Version version;
  };
  std::vector<Controller> controllers() const;

 private:
  std::array<Mount, cgroup_places> mounts_;
  std::string tree_;
  std::string procfs_;
  std::string sysfs_;
  bool namespaced_ = false;

  void detect_v2(const std::string& root);
  void detect_v1(const std::string& root);
};

}  // namespace exporter::read
