// SPDX-License-Identifier: Apache-2.0
#include "read/descriptors.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace exporter::read {

namespace {

// 64 connections, the directories that files are opened from, the event stream, logs, and one open file at a
// time beyond the budget.
constexpr rlim_t reserved = 64 + 40;
// A hard limit of 2^30 (some container engines) is no reason to hold a million files.
constexpr rlim_t most = 262144;

}  // namespace

std::size_t descriptor_budget() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  const rlim_t wanted = std::min(limit.rlim_max, most);
  if (limit.rlim_cur < wanted) {
    const rlimit raised{wanted, limit.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit.rlim_cur = wanted;
  }
  const rlim_t usable = std::min(limit.rlim_cur, most);
  return usable > reserved ? static_cast<std::size_t>(usable - reserved) : 0;
}

}  // namespace exporter::read
