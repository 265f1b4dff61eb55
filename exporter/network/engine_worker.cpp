// SPDX-License-Identifier: Apache-2.0
#include "network/engine_worker.hpp"

#include <algorithm>
#include <system_error>

namespace exporter::network {

EngineWorker::EngineWorker(Ask ask, Clock::duration interval) : ask_(std::move(ask)), interval_(interval) {}

EngineWorker::~EngineWorker() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool EngineWorker::find(const std::string& id, std::vector<model::Interface>& out) {
  const auto now = Clock::now();
  const std::lock_guard lock(mutex_);
  const auto [entry, is_new] = wanted_.try_emplace(id);
  entry->second.asked_for = now;
  if (!start_thread()) return false;
  if (is_new) wake_.notify_all();
  if (!entry->second.has_answer || now - entry->second.answered > interval_ * 3) return false;
  out = entry->second.interfaces;
  return true;
}

// False when the kernel gives no thread (a limit of pids): the next scrape tries again.
bool EngineWorker::start_thread() {
  if (thread_.joinable()) return true;
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {
    return false;
  }
  return true;
}

// The one that waited longest, if its turn has come; containers nobody asks for any more are forgotten.
std::string EngineWorker::next(Clock::time_point now) {
  std::erase_if(wanted_, [&](const auto& entry) { return now - entry.second.asked_for > interval_ * 3; });
  const auto oldest = std::min_element(wanted_.begin(), wanted_.end(), [](const auto& a, const auto& b) {
    return a.second.answered < b.second.answered;
  });
  if (oldest == wanted_.end()) return {};
  const bool never = oldest->second.answered == Clock::time_point{};
  if (!never && now - oldest->second.answered < interval_) return {};
  oldest->second.answered = now;
  return oldest->first;
}

EngineWorker::Clock::duration EngineWorker::pause() const {
  return interval_ / static_cast<Clock::rep>(std::max<std::size_t>(1, wanted_.size()));
}

void EngineWorker::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const std::string id = next(Clock::now());
    if (id.empty()) {
      // Without anybody to ask about there is nothing to wake for.
      if (wanted_.empty()) {
        wake_.wait(lock);
      } else {
        wake_.wait_for(lock, pause());
      }
      continue;
    }
    lock.unlock();
    auto answer = ask_(id);
    lock.lock();
    const auto entry = wanted_.find(id);
    if (entry == wanted_.end()) continue;
    entry->second.has_answer = static_cast<bool>(answer);
    if (answer) entry->second.interfaces = std::move(*answer);
  }
}

}  // namespace exporter::network
