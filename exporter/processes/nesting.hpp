// SPDX-License-Identifier: Apache-2.0
// Which cgroups have others inside. Asked of the kernel once per cgroup and again when inotify(7) says that
// one came or went: a look at every scrape costs 5 us for each container, as much as two of its files.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include "base/fd.hpp"

namespace exporter::processes {

class Nesting {
 public:
  Nesting();

  // What is kept of a cgroup; given back to forget().
  struct Kept {
    int watch = -1;  // none: it is looked at each time (fs.inotify.max_user_watches)
    bool has_children = false;
  };

  // Takes what happened since the last call.
  void begin_scrape();

  bool has_children(const std::string& tree, const std::string& path, Kept& kept);
  void forget(Kept& kept);

 private:
  void note(int watch);
  bool take_change(int watch);

  base::Fd inotify_;
  std::unordered_map<int, bool> changed_;  // of each watch, since its cgroup was looked at
  std::size_t changes_ = 0;                // how many of them are
};

}  // namespace exporter::processes
