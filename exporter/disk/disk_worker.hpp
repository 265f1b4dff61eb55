// SPDX-License-Identifier: Apache-2.0
// How much disk containers and the host use, found out by a thread of its own. Docker walks a container's
// writable layer to tell its size (GET /containers/{id}/json?size=1, API 1.24), which takes from milliseconds
// to minutes: one container at a time, after a call that took T nothing is asked for 100 T, and who does not
// change is asked about less often. A scrape only ever reads the last answers.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/host.hpp"
#include "base/result.hpp"
#include "disk/file_systems.hpp"
#include "model/supply.hpp"

namespace exporter::disk {

struct DiskTiming {
  std::chrono::steady_clock::duration between_sizes = std::chrono::seconds(60);  // of one container, at least
  std::chrono::steady_clock::duration between_looks = std::chrono::seconds(15);  // at the file systems
  int rest = 100;  // times what the last call took
};

class DiskWorker {
 public:
  using Clock = std::chrono::steady_clock;
  // Bytes in the writable layer, asked of Docker; called in the worker's thread only.
  using Ask = std::function<base::Result<std::int64_t>(const std::string& id)>;
  // Values of a record, as the rows of group disk name them.
  enum Index : std::uint8_t { usage, limit, inodes, inodes_free };

  DiskWorker(base::Host host, Ask ask, DiskTiming timing = {});
  ~DiskWorker();
  DiskWorker(const DiskWorker&) = delete;
  DiskWorker& operator=(const DiskWorker&) = delete;

  // At the begin of a scrape; starts the thread with the first one. Between scrapes the thread
  // only works off what was due at the last. `docker_root` as /info has it; empty when it is not known yet.
  void begin_scrape(const std::string& docker_root);

  // One record for the container, or none while Docker has not answered. Notes that it is wanted.
  void of_container(const std::string& id, std::vector<model::Record>& out);

  // The host's file systems at the last look.
  void of_host(std::vector<model::Record>& out);

  struct Report {
    std::optional<Clock::duration> oldest;     // age of the oldest answer that is shown
    std::optional<Clock::duration> last_call;  // how long Docker took
  };
  Report report();

  void stop();  // waits for a call in flight: end it before

 private:
  struct Wanted {
    std::uint64_t scrape = 0;  // the last one that wanted it
    Clock::time_point asked{};
    Clock::time_point answered{};
    std::optional<std::int64_t> bytes;
    int patience = 1;  // rounds of between_sizes until it is asked about again
  };
  void run();
  void look(std::unique_lock<std::mutex>& lock);
  void ask(const std::string& id, std::unique_lock<std::mutex>& lock);
  Clock::time_point size_due(const Wanted& wanted) const;
  const std::pair<const std::string, Wanted>* next() const;
  void forget_unwanted();

  const base::Host host_;
  const Ask ask_;
  const DiskTiming timing_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::unordered_map<std::string, Wanted> wanted_;
  std::vector<model::Record> host_records_;
  model::Record docker_;  // device and limit
  std::string docker_root_;
  std::uint64_t scrapes_ = 0;
  Clock::time_point last_look_{};
  Clock::time_point rest_until_{};
  std::optional<Clock::duration> last_call_;
  Clock::time_point scraped_{};
  Clock::time_point due_{};  // asleep until a scrape after this
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace exporter::disk
