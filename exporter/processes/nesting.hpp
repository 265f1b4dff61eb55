// SPDX-License-Identifier: Apache-2.0
// The cgroups inside a container's. Looked for once, and again when inotify(7) says that one came or went: a
// look at every scrape costs 5 us for each container, as much as two of its files.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/fd.hpp"

namespace exporter::processes {

class Nesting {
 public:
  Nesting();

  // What is kept of a container; given back to forget().
  struct Kept {
    std::uint64_t number = 0;
    bool known = false;              // false: looked for each time (fs.inotify.max_user_watches)
    std::vector<int> watches;        // of its cgroup and those inside
    std::vector<std::string> lists;  // cgroup.procs of those inside
  };

  // Takes what happened since the last call.
  void begin_scrape();

  // The files cgroup.procs of all cgroups below `directory`, but not its own.
  const std::vector<std::string>& lists_below(const std::string& tree, const std::string& path, Kept& kept);
  void forget(Kept& kept);

 private:
  void look(const std::string& directory, Kept& kept, int depth);
  void watch(const std::string& directory, Kept& kept);
  void note(int watch);

  base::Fd inotify_;
  std::unordered_map<int, std::uint64_t> owners_;  // of watches
  std::unordered_set<std::uint64_t> changed_;      // since they were looked at
  std::uint64_t last_number_ = 0;
};

}  // namespace exporter::processes
