// SPDX-License-Identifier: Apache-2.0
// What this process itself uses, from its own /proc/self (proc(5)).
#pragma once

#include <cstdint>

#include "base/fd.hpp"
#include "base/file.hpp"

namespace exporter::scrape {

struct ProcessUse {
  double cpu_seconds = 0;
  double start_time_seconds = 0;  // since the epoch
  std::int64_t open_descriptors = 0;
  std::int64_t descriptor_limit = 0;
  std::int64_t resident_bytes = 0;
  std::int64_t virtual_bytes = 0;
};

// Its files stay open.
class OwnProcess {
 public:
  OwnProcess();
  // A value that could not be read stays 0.
  ProcessUse use();

 private:
  std::int64_t open_descriptors() const;

  base::Fd statm_;
  base::Fd descriptors_;  // the directory
  base::Buffer buffer_;
  std::int64_t descriptor_limit_ = 0;  // as it is at first use: raised at start, by ourselves
  double start_time_ = 0;              // the same value at every scrape, whatever the clocks do meanwhile
};

}  // namespace exporter::scrape
