// SPDX-License-Identifier: Apache-2.0
// Pages on demand: scrapes that come at the same time share one collection, and those that want the same view
// of it share one text.
//
// The values hold still only until the next collection, so every view wanted of a collection is written
// before that may begin: one who comes while values are being read names a view and shares the collection;
// one who comes while pages are being written waits for the next.
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "expose/view.hpp"

namespace exporter::expose {

struct Page {
  std::string text;

  // Compressed once, however many ask; thread-safe. Empty when it cannot be.
  const std::string& gzip() const;
  const std::string& zstd() const;

 private:
  mutable std::once_flag gzipped_;
  mutable std::once_flag zstd_done_;
  mutable std::string gzip_;
  mutable std::string zstd_;
};
using PagePtr = std::shared_ptr<const Page>;

class Pages {
 public:
  using Clock = std::chrono::steady_clock;
  // Reads every value.
  using Collect = std::function<void(Clock::time_point deadline)>;
  // Writes what was read last into an empty string.
  using Write = std::function<void(const View& view, std::string& out)>;

  // Neither is called while the other, or itself, is running.
  Pages(Collect collect, Write write) : collect_(std::move(collect)), write_(std::move(write)) {}

  // A page whose values were read to the end after this call began. Empty when the deadline came first.
  PagePtr get(const View& view, Clock::time_point deadline);

 private:
  struct Round;
  PagePtr lead(const View& view, Clock::time_point deadline, std::unique_lock<std::mutex>& lock);
  void write(Round& round);

  Collect collect_;
  Write write_;
  std::mutex mutex_;
  std::condition_variable done_;
  std::shared_ptr<Round> round_;                  // the one under way
  std::array<std::size_t, formats> last_size_{};  // of a whole page; the leader's alone
};

}  // namespace exporter::expose
