// SPDX-License-Identifier: Apache-2.0
// What a container's processes are doing: states, load, scheduling, open files. A group that is off costs
// nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/descriptor_budget.hpp"
#include "base/fd.hpp"
#include "base/file.hpp"
#include "base/host.hpp"
#include "model/facts.hpp"
#include "model/group.hpp"
#include "processes/load.hpp"
#include "processes/members.hpp"
#include "processes/schedule.hpp"

namespace exporter::processes {

// Of more threads than this, processes are looked at in turns, each at every second, third, ... scrape: the
// others count with the states they had. A look costs about 3 us with a kept descriptor, 10 us without, and
// 10 us for each further thread of a process. Of one process at most so many threads count.
inline constexpr std::size_t looks_per_scrape = 1000;

class ContainerProcesses {
 public:
  using Clock = std::chrono::steady_clock;

  ContainerProcesses(const base::Host& host, const std::string& tree, model::Groups groups,
                     base::DescriptorBudget budget);

  // What is kept of a container between scrapes.
  struct Kept {
    struct Process {
      std::int64_t pid = 0;
      base::Fd stat;       // kept, it is the same process's for ever
      std::string states;  // a letter of <pid>/stat for each thread; empty: not seen yet
    };
    Members::Kept members;
    std::vector<Process> processes;
    Load running;
    Load waiting;
    Schedule schedule;
    std::size_t descriptors = 0;  // taken from the budget
  };

  void begin_scrape(Clock::time_point now);

  // Sets the facts of the groups that are on; where the processes cannot be seen, none. `init`: the
  // container's first process, 0 when it is not known. Returns the directory of `init` if it is one of the
  // container's processes, else nothing: a number alone could be anybody's.
  std::string read(Kept& kept, const std::string& path, const std::string& id, std::int64_t init,
                   model::Facts& facts);
  void close(Kept& kept);

 private:
  bool on(model::Group group) const { return groups_.has(group); }
  void match(Kept& kept);
  void look(Kept& kept, Kept::Process& process);
  void look_at_other_threads(Kept::Process& process);
  void keep_or_close(Kept& kept, base::Fd& fd);
  void drop(Kept& kept, base::Fd& fd);
  void set_states(Kept& kept, model::Facts& facts) const;
  void set_open_files(model::Facts& facts) const;

  const base::Host host_;
  const model::Groups groups_;
  Members members_;
  base::DescriptorBudget budget_;
  Clock::time_point now_{};
  std::uint64_t scrapes_ = 0;
  std::size_t counted_ = 0;   // threads of this scrape
  std::uint64_t one_in_ = 1;  // each process is looked at in one of so many scrapes
  std::vector<std::int64_t> pids_;
  std::vector<Kept::Process> matched_;
  base::Buffer buffer_;
  std::string path_;
};

}  // namespace exporter::processes
