// SPDX-License-Identifier: Apache-2.0
// Where a compressor writes to: memory that is kept and grows, and is not set to zero as a vector's would be.
#pragma once

#include <cstddef>
#include <memory>

namespace exporter::expose {

class OutputBuffer {
 public:
  // At least so many bytes; what was in them is lost when they have to grow. Throws std::bad_alloc and is
  // empty then.
  char* at_least(std::size_t bytes) {
    if (size_ >= bytes) return bytes_.get();
    const std::size_t larger = bytes + bytes / 8;  // the next page is a few digits longer
    size_ = 0;
    bytes_ = std::make_unique_for_overwrite<char[]>(larger);  // NOLINT(*-avoid-c-arrays)
    size_ = larger;
    return bytes_.get();
  }

 private:
  std::unique_ptr<char[]> bytes_;  // NOLINT(*-avoid-c-arrays)
  std::size_t size_ = 0;
};

}  // namespace exporter::expose
