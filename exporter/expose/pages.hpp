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
#include <utility>
#include <vector>

#include "expose/page.hpp"
#include "expose/view.hpp"

namespace exporter::expose {

class Pages {
 public:
  using Clock = std::chrono::steady_clock;
  // Reads every value.
  using Collect = std::function<void(Clock::time_point deadline)>;
  // Writes what was read last into an empty string.
  using Write = std::function<void(const View& view, std::string& out)>;

  // A page that is being read. When nobody reads it any more, its memory is the next page's.
  class Lease {
   public:
    Lease() = default;
    Lease(Pages& pages, std::shared_ptr<Page> page) : pages_(&pages), page_(std::move(page)) {}
    Lease(Lease&& other) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();

    explicit operator bool() const { return static_cast<bool>(page_); }
    Page& operator*() const { return *page_; }
    Page* operator->() const { return page_.get(); }

   private:
    Pages* pages_ = nullptr;
    std::shared_ptr<Page> page_;
  };

  // Neither is called while the other, or itself, is running.
  Pages(Collect collect, Write write) : collect_(std::move(collect)), write_(std::move(write)) {}

  // A page whose values were read to the end after this call began. Empty when the deadline came first. It
  // may not outlive this.
  Lease get(const View& view, Clock::time_point deadline);

 private:
  struct Round;
  Lease lead(const View& view, Clock::time_point deadline, std::unique_lock<std::mutex>& lock);
  std::shared_ptr<Round> new_round();
  std::shared_ptr<Page> new_page();
  void prepare(Round& round);
  void write(Round& round);

  Collect collect_;
  Write write_;
  std::mutex mutex_;  // also for dropping a page or a round: only then is it sure that nobody has it
  std::condition_variable done_;
  std::shared_ptr<Round> round_;              // the one under way
  std::shared_ptr<Round> last_round_;         // to be used again
  std::vector<std::shared_ptr<Page>> pages_;  // to be used again
};

}  // namespace exporter::expose
