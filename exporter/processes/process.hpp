// SPDX-License-Identifier: Apache-2.0
// One process, as <procfs>/<pid> shows it: proc_pid_stat(5), proc_pid_fd(5), proc_pid_limits(5).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/file.hpp"
#include "base/result.hpp"
#include "model/snapshot.hpp"

namespace exporter::processes {

// R, S, D, T, t, Z, I, ... of <pid>/stat, whose second field may hold anything, blanks and parentheses too.
// malformed when there is none.
base::Result<char> parse_state(std::string_view text);

// How many threads the process has: field 20 of <pid>/stat. 1 where a stat ends before it.
std::int64_t parse_threads(std::string_view text);

// The soft limit of open files in <pid>/limits; -1 for none, which is cAdvisor's contract. Missing when it is
// not there.
model::Value parse_open_files_limit(std::string_view text);

// How many of the links in <pid>/fd are open files, and how many of those are sockets. denied without the
// right to look into the process (another user's needs CAP_SYS_PTRACE).
struct OpenFiles {
  std::int64_t all = 0;
  std::int64_t sockets = 0;
};
base::Result<OpenFiles> count_open_files(const std::string& directory);

}  // namespace exporter::processes
