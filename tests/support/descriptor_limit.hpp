// SPDX-License-Identifier: Apache-2.0
// As long as it lives, no more descriptors than are open now (RLIMIT_NOFILE, this process's). No CHECK
// meanwhile: UBSan asks a pipe whether memory can be read, and reports what it cannot ask.
#pragma once

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace support {

class DescriptorLimit {
 public:
  DescriptorLimit() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);  // the lowest that is free
    ::close(next);
    const rlimit none_more{static_cast<rlim_t>(next), before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &none_more);
  }
  ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  DescriptorLimit(const DescriptorLimit&) = delete;
  DescriptorLimit& operator=(const DescriptorLimit&) = delete;

 private:
  rlimit before_{};
};

}  // namespace support
