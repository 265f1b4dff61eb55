// SPDX-License-Identifier: Apache-2.0
#include "expose/zstd.hpp"

#include <zstd.h>

namespace exporter::expose {

bool zstd(std::string_view text, std::string& out) {
  constexpr int level = 1;  // for the reason given in gzip.cpp
  out.resize(ZSTD_compressBound(text.size()));
  const std::size_t length = ZSTD_compress(out.data(), out.size(), text.data(), text.size(), level);
  if (ZSTD_isError(length) != 0) return false;
  out.resize(length);
  return true;
}

}  // namespace exporter::expose
