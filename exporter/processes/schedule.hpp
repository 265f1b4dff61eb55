// SPDX-License-Identifier: Apache-2.0
// How long a container's threads ran and waited for a CPU: <pid>/task/<tid>/schedstat
// (Documentation/scheduler/sched-stats.rst). What ended threads had counted stays in the sums, so they never
// fall.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/file.hpp"
#include "base/host.hpp"
#include "base/result.hpp"

namespace exporter::processes {

// Nanoseconds run, nanoseconds waited, times run.
using ScheduleTimes = std::array<std::int64_t, 3>;

base::Result<ScheduleTimes> parse_schedstat(std::string_view text);

class Schedule {
 public:
  // The sums over the threads of these processes, and over all that ended since the first call. What a thread
  // did between the last call and its end is not known. Nothing where there are processes and none can be
  // seen.
  std::optional<ScheduleTimes> read(const base::Host& host, const std::vector<std::int64_t>& pids,
                                    base::Buffer& buffer);

 private:
  struct Thread {
    ScheduleTimes times{};
    std::uint64_t seen = 0;
  };
  void add(std::int64_t thread, const ScheduleTimes& times);

  std::unordered_map<std::int64_t, Thread> threads_;
  ScheduleTimes ended_{};
  std::uint64_t reads_ = 0;
};

}  // namespace exporter::processes
