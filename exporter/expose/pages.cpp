// SPDX-License-Identifier: Apache-2.0
#include "expose/pages.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "expose/gzip.hpp"
#include "expose/zstd.hpp"

namespace exporter::expose {

const std::string& Page::gzip() const {
  std::call_once(gzipped_, [this] {
    if (!expose::gzip(text, gzip_)) gzip_.clear();
  });
  return gzip_;
}

const std::string& Page::zstd() const {
  std::call_once(zstd_done_, [this] {
    if (!expose::zstd(text, zstd_)) zstd_.clear();
  });
  return zstd_;
}

// One collection and the pages written of it. Guarded by mutex_, but for `wanted` between `closed` and
// `done`: that belongs to the leader then.
struct Pages::Round {
  std::vector<std::pair<View, PagePtr>> wanted;  // without a page after `done`: it failed
  bool closed = false;                           // the values were read; no more views are taken
  bool done = false;

  std::size_t want(const View& view) {
    const auto same =
        std::find_if(wanted.begin(), wanted.end(), [&](const auto& each) { return each.first == view; });
    const auto place = static_cast<std::size_t>(same - wanted.begin());
    if (same == wanted.end()) wanted.emplace_back(view, nullptr);
    return place;
  }
};

PagePtr Pages::get(const View& view, Clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  while (round_) {
    const auto round = round_;
    const bool joined = !round->closed;
    const std::size_t place = joined ? round->want(view) : 0;
    if (!done_.wait_until(lock, deadline, [&] { return round->done; })) return nullptr;
    if (joined && round->wanted[place].second) return round->wanted[place].second;
  }
  return lead(view, deadline, lock);
}

PagePtr Pages::lead(const View& view, Clock::time_point deadline, std::unique_lock<std::mutex>& lock) {
  const auto round = std::make_shared<Round>();
  const std::size_t place = round->want(view);
  round_ = round;
  const auto finish = [&] {
    round->done = true;
    round_ = nullptr;
    done_.notify_all();
  };
  lock.unlock();
  try {
    collect_(deadline);
    lock.lock();
    round->closed = true;
    lock.unlock();
    write(*round);
  } catch (...) {
    lock.lock();
    finish();
    throw;
  }
  lock.lock();
  finish();
  return round->wanted[place].second;
}

void Pages::write(Round& round) {
  for (auto& [view, result] : round.wanted) {
    // Nobody may be sending the page that its buffer would be taken from, so a page is made anew; its size is
    // known well enough to make it in one piece.
    auto& last_size = last_size_[static_cast<std::size_t>(view.format)];
    const bool whole = view == View{.format = view.format};
    auto page = std::make_shared<Page>();
    if (whole) page->text.reserve(last_size + last_size / 8);
    write_(view, page->text);
    if (whole) last_size = page->text.size();
    result = std::move(page);
  }
}

}  // namespace exporter::expose
