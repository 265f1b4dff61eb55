// SPDX-License-Identifier: Apache-2.0
// The last resort for network counters: the engine's one-shot statistics (API 1.41), asked for one container
// at a time by a thread of its own. One answer takes the engine up to a second, so a scrape only ever reads
// the last one.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "model/interface.hpp"

namespace exporter::network {

class EngineWorker {
 public:
  using Clock = std::chrono::steady_clock;
  // Asks the engine; called in the worker's thread only. Absent: it has no counters for that container.
  using Ask = std::function<base::Result<std::vector<model::Interface>>(const std::string& id)>;

  // A container is asked about at most once in `interval`, all of them spread evenly over it.
  explicit EngineWorker(Ask ask, Clock::duration interval = std::chrono::seconds(15));
  ~EngineWorker();
  EngineWorker(const EngineWorker&) = delete;
  EngineWorker& operator=(const EngineWorker&) = delete;

  // The last answer for `id`, if there is one not older than three intervals. Notes that it is wanted; the
  // thread starts with the first call and forgets what nobody wanted for three intervals.
  bool find(const std::string& id, std::vector<model::Interface>& out);

 private:
  struct Wanted {
    Clock::time_point asked_for{};
    Clock::time_point answered{};  // when the engine was last asked
    bool has_answer = false;
    std::vector<model::Interface> interfaces;
  };
  bool start_thread();
  void run();
  std::string next(Clock::time_point now);
  Clock::duration pause() const;

  const Ask ask_;
  const Clock::duration interval_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::unordered_map<std::string, Wanted> wanted_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace exporter::network
