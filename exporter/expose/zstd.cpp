// SPDX-License-Identifier: Apache-2.0
#include "expose/zstd.hpp"

#include <zstd.h>

namespace exporter::expose {

void Zstd::Free::operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }

Zstd::Zstd() = default;
Zstd::~Zstd() = default;

std::string_view Zstd::compress(std::string_view text, int level) {
  if (!context_) context_.reset(ZSTD_createCCtx());
  if (!context_) return {};
  const std::size_t bound = ZSTD_compressBound(text.size());
  if (capacity_ < bound) {
    const std::size_t capacity = bound + bound / 8;           // the next page is a few digits longer
    capacity_ = 0;                                            // should there be no memory
    out_ = std::make_unique_for_overwrite<char[]>(capacity);  // NOLINT(*-avoid-c-arrays)
    capacity_ = capacity;
  }
  const auto length =
      ZSTD_compressCCtx(context_.get(), out_.get(), capacity_, text.data(), text.size(), level);
  if (ZSTD_isError(length) != 0) return {};
  return {out_.get(), length};
}

}  // namespace exporter::expose
