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
  char* out = out_.at_least(bound);
  const auto length = ZSTD_compressCCtx(context_.get(), out, bound, text.data(), text.size(), level);
  if (ZSTD_isError(length) != 0) return {};
  return {out, length};
}

}  // namespace exporter::expose
