// SPDX-License-Identifier: Apache-2.0
#include "expose/page.hpp"

namespace exporter::expose {

std::string_view Page::gzip(int level) {
  const std::lock_guard lock(mutex_);
  if (gzipped_.empty()) gzipped_ = gzip_.compress(text, level);
  return gzipped_;
}

std::string_view Page::zstd(int level) {
  const std::lock_guard lock(mutex_);
  if (zstd_done_.empty()) zstd_done_ = zstd_.compress(text, level);
  return zstd_done_;
}

void Page::clear() {
  text.clear();
  gzipped_ = {};
  zstd_done_ = {};
}

}  // namespace exporter::expose
