// SPDX-License-Identifier: Apache-2.0
// Which process belongs to which container, found through <procfs>/<pid>/cgroup: from a private pid
// namespace, as a container has it, cgroup.procs says 0 for every process (cgroups(7)).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/file.hpp"
#include "base/host.hpp"

namespace exporter::processes {

class ProcessIndex {
 public:
  explicit ProcessIndex(const base::Host& host) : host_(host) {}

  // Lists the procfs again. A process's cgroup is read when it is first seen; of those known, a few are read
  // again each time, for numbers are used again and processes are moved.
  void refresh();

  // The processes of a container, by its 64 hex digits, sorted; empty where the procfs shows none of them.
  const std::vector<std::int64_t>& of(const std::string& id) const;

 private:
  struct Known {
    std::string id;  // empty: no container's
    std::uint64_t seen = 0;
  };
  std::string container_of(std::int64_t pid);
  void look_again();

  const base::Host host_;
  std::unordered_map<std::int64_t, Known> known_;
  std::unordered_map<std::string, std::vector<std::int64_t>> members_;
  std::vector<std::int64_t> pids_;
  std::size_t next_ = 0;  // whom to look at again
  std::uint64_t refreshes_ = 0;
  base::Buffer buffer_;
};

// The container's ID in the text of <pid>/cgroup; empty for none. Works from any cgroup namespace, for the
// last parts of the paths are there in all of them.
std::string_view container_in_cgroup(std::string_view text);

}  // namespace exporter::processes
