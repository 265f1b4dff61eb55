// SPDX-License-Identifier: Apache-2.0
#include "processes/load.hpp"

#include <cmath>

namespace exporter::processes {

void Load::add(Clock::time_point now, std::int64_t count) {
  constexpr double seconds_of_memory = 10;
  const double elapsed = std::chrono::duration<double>(now - last_).count();
  const double decay = any_ ? std::exp(-elapsed / seconds_of_memory) : 0;
  average_ = average_ * decay + static_cast<double>(count) * (1 - decay);
  last_ = now;
  any_ = true;
}

std::int64_t Load::thousandths() const { return static_cast<std::int64_t>(average_ * 1000); }

}  // namespace exporter::processes
