// SPDX-License-Identifier: Apache-2.0
#include "expose/pages.hpp"

#include "expose/gzip.hpp"

namespace exporter::expose {

const std::string& Page::gzip() const {
  std::call_once(compressed_, [this] {
    if (!expose::gzip(text, gzip_)) gzip_.clear();
  });
  return gzip_;
}

PagePtr Pages::get(Clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  if (collecting_) {
    const auto mine = finished_;
    const bool ready = done_.wait_until(lock, deadline, [&] { return finished_ != mine || !collecting_; });
    if (ready && finished_ != mine) return page_;
    if (!ready) return nullptr;
  }
  collecting_ = true;
  // Nobody may be sending the page that its buffer would be taken from, so a page is made anew; its size is
  // known well enough to make it in one piece.
  const std::size_t expected = last_size_ + last_size_ / 8;
  lock.unlock();

  auto page = std::make_shared<Page>();
  page->text.reserve(expected);
  try {
    make_(deadline, page->text);
  } catch (...) {
    lock.lock();
    collecting_ = false;
    done_.notify_all();
    throw;
  }

  lock.lock();
  collecting_ = false;
  ++finished_;
  last_size_ = page->text.size();
  page_ = page;
  done_.notify_all();
  return page;
}

}  // namespace exporter::expose
