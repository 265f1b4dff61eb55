// SPDX-License-Identifier: Apache-2.0
// gzip (RFC 1952) by libdeflate, with working memory that is kept.
#pragma once

#include <memory>
#include <string_view>

#include "expose/output_buffer.hpp"

struct libdeflate_compressor;

namespace exporter::expose {

class Gzip {
 public:
  Gzip();
  ~Gzip();
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  // Level 1 (fast) to 9. The result holds until the next call; empty when there is no memory. Not
  // thread-safe.
  std::string_view compress(std::string_view text, int level);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
  int level_ = 0;  // of the compressor
  OutputBuffer out_;
};

}  // namespace exporter::expose
