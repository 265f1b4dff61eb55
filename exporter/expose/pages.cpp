// SPDX-License-Identifier: Apache-2.0
#include "expose/pages.hpp"

#include <algorithm>
#include <utility>

namespace exporter::expose {

namespace {

// The page under way and one that a slow client is still being sent.
constexpr std::size_t kept_pages = 2;

}  // namespace

// One collection and the pages written of it. Guarded by mutex_, but for `wanted` between `closed` and
// `done`: that belongs to the leader then.
struct Pages::Round {
  std::vector<std::pair<View, std::shared_ptr<Page>>> wanted;
  bool closed = false;   // the values were read; no more views are taken
  bool written = false;  // the pages are good
  bool done = false;

  std::size_t want(const View& view) {
    const auto same =
        std::find_if(wanted.begin(), wanted.end(), [&](const auto& each) { return each.first == view; });
    const auto place = static_cast<std::size_t>(same - wanted.begin());
    if (same == wanted.end()) wanted.emplace_back(view, nullptr);
    return place;
  }
};

Pages::Lease::~Lease() {
  if (!page_) return;
  const std::lock_guard lock(pages_->mutex_);
  page_.reset();
}

Pages::Lease Pages::get(const View& view, Clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  while (round_) {
    const auto round = round_;
    const bool joined = !round->closed;
    const std::size_t place = joined ? round->want(view) : 0;
    if (!done_.wait_until(lock, deadline, [&] { return round->done; })) return {};
    if (joined && round->written) return {*this, round->wanted[place].second};
  }
  return lead(view, deadline, lock);
}

Pages::Lease Pages::lead(const View& view, Clock::time_point deadline, std::unique_lock<std::mutex>& lock) {
  const auto round = new_round();
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
    prepare(*round);
    lock.unlock();
    write(*round);
  } catch (...) {
    if (!lock.owns_lock()) lock.lock();
    finish();
    throw;
  }
  lock.lock();
  round->written = true;
  finish();
  return {*this, round->wanted[place].second};
}

// The last one, if nobody waits on it any more.
std::shared_ptr<Pages::Round> Pages::new_round() {
  if (!last_round_ || last_round_.use_count() > 1) last_round_ = std::make_shared<Round>();
  last_round_->wanted.clear();
  last_round_->closed = last_round_->written = last_round_->done = false;
  return last_round_;
}

// One that nobody reads any more: a page's memory is as large as the page.
std::shared_ptr<Page> Pages::new_page() {
  for (const auto& page : pages_) {
    if (page.use_count() > 1) continue;
    page->clear();
    return page;
  }
  auto page = std::make_shared<Page>();
  if (pages_.size() < kept_pages) pages_.push_back(page);
  return page;
}

void Pages::prepare(Round& round) {
  round.closed = true;
  for (auto& [view, page] : round.wanted) page = new_page();
}

void Pages::write(Round& round) {
  for (auto& [view, page] : round.wanted) write_(view, page->text);
}

}  // namespace exporter::expose
