// SPDX-License-Identifier: Apache-2.0
// How many files may be kept open: from RLIMIT_NOFILE, less what the rest of the process needs.
#pragma once

#include <cstddef>

namespace exporter::read {

// Raises RLIMIT_NOFILE to the hard limit and returns the number of descriptors the reader may keep, 0 or
// more.
std::size_t descriptor_budget();

}  // namespace exporter::read
