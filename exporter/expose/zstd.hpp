// SPDX-License-Identifier: Apache-2.0
// Zstandard (RFC 8878), with working memory that is kept.
#pragma once

#include <memory>
#include <string_view>

#include "expose/output_buffer.hpp"

struct ZSTD_CCtx_s;

namespace exporter::expose {

class Zstd {
 public:
  Zstd();
  ~Zstd();
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;

  // Level 1 (fast) to 19. The result holds until the next call; empty when there is no memory. Not
  // thread-safe.
  std::string_view compress(std::string_view text, int level);

 private:
  struct Free {
    void operator()(ZSTD_CCtx_s* context) const;
  };
  std::unique_ptr<ZSTD_CCtx_s, Free> context_;
  OutputBuffer out_;
};

}  // namespace exporter::expose
