// SPDX-License-Identifier: Apache-2.0
// The processes of a cgroup and of those below it: cgroup.procs (cgroup-v2.rst, "Core Interface Files"; the
// same on v1).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fd.hpp"
#include "base/file.hpp"
#include "base/host.hpp"
#include "processes/nesting.hpp"
#include "processes/process_index.hpp"

namespace exporter::processes {

class Members {
 public:
  // `tree`: the root of any hierarchy; all of them have every process.
  Members(const base::Host& host, std::string tree);

  // What is kept of a cgroup; given back to forget().
  struct Kept {
    base::Fd list;  // cgroup.procs; opened when it is not, and the caller's to close
    Nesting::Kept nesting;
  };

  // Before the first find of a scrape.
  void begin_scrape();

  // Fills `pids`, sorted. False where the processes cannot be seen: without the host's procfs from a private
  // pid namespace.
  bool find(const std::string& path, const std::string& id, Kept& kept, std::vector<std::int64_t>& pids);
  void forget(Kept& kept);

 private:
  base::Result<std::string_view> read_list(const std::string& path, Kept& kept);
  bool find_in_index(const std::string& id, std::vector<std::int64_t>& pids);
  bool parse(std::string_view text, std::vector<std::int64_t>& pids);

  const std::string tree_;
  Nesting nesting_;
  ProcessIndex index_;
  bool index_fresh_ = false;
  // The procfs is of another pid namespace than ours, or cgroup.procs has said 0, which it always will then.
  bool hidden_ = false;
  base::Buffer buffer_;
};

}  // namespace exporter::processes
