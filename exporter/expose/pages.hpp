// SPDX-License-Identifier: Apache-2.0
// Pages on demand: scrapes that come at the same time share one collection.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace exporter::expose {

struct Page {
  std::string text;

  // Compressed once, however many ask; thread-safe. Empty when it cannot be.
  const std::string& gzip() const;

 private:
  mutable std::once_flag compressed_;
  mutable std::string gzip_;
};
using PagePtr = std::shared_ptr<const Page>;

class Pages {
 public:
  using Clock = std::chrono::steady_clock;
  // Collects and writes one page into an empty string; never called twice at a time.
  using Make = std::function<void(Clock::time_point deadline, std::string& out)>;

  explicit Pages(Make make) : make_(std::move(make)) {}

  // A page whose collection ended after this call began. Empty when the deadline came first.
  PagePtr get(Clock::time_point deadline);

 private:
  Make make_;
  std::mutex mutex_;
  std::condition_variable done_;
  bool collecting_ = false;
  std::uint64_t finished_ = 0;
  std::size_t last_size_ = 0;
  PagePtr page_;
};

}  // namespace exporter::expose
