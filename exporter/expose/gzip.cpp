// SPDX-License-Identifier: Apache-2.0
#include "expose/gzip.hpp"

#include <libdeflate.h>

namespace exporter::expose {

void Gzip::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Gzip::Gzip() = default;
Gzip::~Gzip() = default;

std::string_view Gzip::compress(std::string_view text, int level) {
  if (!compressor_ || level_ != level) compressor_.reset(libdeflate_alloc_compressor(level));
  level_ = level;
  if (!compressor_) return {};
  const std::size_t bound = libdeflate_gzip_compress_bound(compressor_.get(), text.size());
  char* out = out_.at_least(bound);
  return {out, libdeflate_gzip_compress(compressor_.get(), text.data(), text.size(), out, bound)};
}

}  // namespace exporter::expose
