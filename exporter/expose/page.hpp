// SPDX-License-Identifier: Apache-2.0
// The text of one scrape, as it is and compressed.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "expose/gzip.hpp"
#include "expose/zstd.hpp"

namespace exporter::expose {

class Page {
 public:
  std::string text;

  // Compressed once, however many ask; thread-safe. Empty when it cannot be.
  std::string_view gzip(int level);
  std::string_view zstd(int level);

  // Empty, but with the memory of the page that it was.
  void clear();

 private:
  std::mutex mutex_;
  Gzip gzip_;
  Zstd zstd_;
  std::string_view gzipped_;
  std::string_view zstd_done_;
};

}  // namespace exporter::expose
