// SPDX-License-Identifier: Apache-2.0
// The load average of a container over about ten seconds, as cAdvisor's load reader smooths it.
#pragma once

#include <chrono>
#include <cstdint>

namespace exporter::processes {

class Load {
 public:
  using Clock = std::chrono::steady_clock;

  // A new sample: how many processes run (or wait without interruption) now. The first one is the average.
  void add(Clock::time_point now, std::int64_t count);

  std::int64_t thousandths() const;  // cAdvisor's unit

 private:
  double average_ = 0;
  Clock::time_point last_{};
  bool any_ = false;
};

}  // namespace exporter::processes
