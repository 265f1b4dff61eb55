// SPDX-License-Identifier: Apache-2.0
// Values of a container that come from no cgroup file.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "model/snapshot.hpp"

namespace exporter::model {

enum class Fact : std::uint8_t {
  last_seen,  // the time of this scrape, ns since the epoch
  started,    // Docker's StartedAt; without Docker the time the cgroup directory was made. ns since the epoch
  created,    // Docker's Created; without Docker as `started`. ns since the epoch
  health,     // 1 healthy, 0 starting or unhealthy, -1 without a health check: cAdvisor's contract
  labelled,   // 1 where the subject has all_labels
  // of the container's processes (processes/container_processes)
  tasks_sleeping,
  tasks_running,
  tasks_stopped,
  tasks_uninterruptible,
  load,           // running processes, thousandths, smoothed over ten seconds
  load_waiting,   // uninterruptible ones, the same
  schedule_run,   // ns
  schedule_wait,  // ns
  schedule_periods,
  processes,
  file_descriptors,
  sockets,
  open_files_limit,  // of the first process; -1 without a limit
};
inline constexpr std::size_t fact_count = 18;

using Facts = std::array<Value, fact_count>;

inline void set(Facts& facts, Fact fact, std::int64_t number) {
  facts[static_cast<std::size_t>(fact)] = {number, true};
}

}  // namespace exporter::model
