// SPDX-License-Identifier: Apache-2.0
#include "base/heap.hpp"

#include <malloc.h>

namespace exporter::base {

void keep_one_heap() {
  constexpr int large = 1 << 20;
  mallopt(M_ARENA_MAX, 1);  // a scrape in steady state asks for no memory, so that there is nothing to share
  mallopt(M_MMAP_THRESHOLD, large);
}

void trim_heap() { malloc_trim(0); }

}  // namespace exporter::base
