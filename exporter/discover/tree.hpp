// SPDX-License-Identifier: Apache-2.0
// The containers that the cgroup tree shows. Walked anew only when inotify says that a directory came or
// went, so that a scrape of an unchanged host costs one read; where watches cannot be had
// (fs.inotify.max_user_watches), every scan walks.
#pragma once

#include <string>
#include <vector>

#include "base/fd.hpp"
#include "base/result.hpp"
#include "model/found.hpp"

namespace exporter::discover {

class Tree {
 public:
  // `root` as Hierarchy::tree() gives it; empty when there is no cgroup file system: nothing is ever found.
  // With `others`, cgroups that are no container's are kept too, and looked for inside containers as well.
  explicit Tree(std::string root, bool others = false);

  // Sorted by path; one per ID, the shallowest. Directories inside containers are not looked into, *.mount
  // neither. On an error the containers found so far are returned by the next call; an unreadable subtree is
  // passed over.
  base::Result<const std::vector<model::Found>*> scan();

  // Of the last scan: the paths of cgroups that are no container's, but the root and *.mount, sorted.
  const std::vector<std::string>& others() const { return others_; }

  // How often the tree was walked; for tests and a metric.
  std::size_t walks() const { return walks_; }

 private:
  bool changed();
  base::Errc walk(const std::string& path, std::size_t depth);
  void watch(const std::string& path);
  void keep_shallowest();

  std::string root_;
  bool with_others_;
  std::vector<std::string> others_;
  base::Fd inotify_;
  bool watching_ = false;  // every directory of the last walk is watched
  bool walked_ = false;
  std::vector<model::Found> found_;
  std::size_t walks_ = 0;
};

}  // namespace exporter::discover
