// SPDX-License-Identifier: Apache-2.0
#include "expose/gzip.hpp"

#include <libdeflate.h>

#include <memory>

namespace exporter::expose {

bool gzip(std::string_view text, std::string& out) {
  // Level 1: a page is mostly repeated labels, and higher levels cost four times the CPU for a few percent.
  constexpr int level = 1;
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(level), &libdeflate_free_compressor);
  if (!compressor) return false;
  out.resize(libdeflate_gzip_compress_bound(compressor.get(), text.size()));
  const auto length =
      libdeflate_gzip_compress(compressor.get(), text.data(), text.size(), out.data(), out.size());
  out.resize(length);
  return length > 0;
}

}  // namespace exporter::expose
