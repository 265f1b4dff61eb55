// SPDX-License-Identifier: Apache-2.0
// What this process itself uses, from its own /proc/self (proc(5)).
#pragma once

#include <cstdint>

namespace exporter::scrape {

struct ProcessUse {
  double cpu_seconds = 0;
  double start_time_seconds = 0;  // since the epoch
  std::int64_t open_descriptors = 0;
  std::int64_t descriptor_limit = 0;
  std::int64_t resident_bytes = 0;
  std::int64_t virtual_bytes = 0;
};

// A value that could not be read stays 0.
ProcessUse process_use();

}  // namespace exporter::scrape
