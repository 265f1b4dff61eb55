// SPDX-License-Identifier: Apache-2.0
// The time a container was last seen, for a while after its end: `time() - container_last_seen > 60` is how
// rules written for cAdvisor notice it. All of its other series end at once.
#pragma once

#include <chrono>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/snapshot.hpp"

namespace exporter::scrape {

class Tombstones {
 public:
  using Clock = std::chrono::steady_clock;

  // `lifetime` zero: none are kept.
  Tombstones(const model::Layout& layout, Clock::duration lifetime);

  // The container has ended; `last` is what was last shown of it.
  void add(const std::string& id, const model::Subject& last, Clock::time_point now);
  void remove(const std::string& id) { kept_.erase(id); }  // it is back

  // Those whose time is not over; they hold still until the next call of anything here.
  void append_to(std::vector<const model::Subject*>& subjects, Clock::time_point now);

 private:
  struct Kept {
    model::Subject subject;
    Clock::time_point until;
  };

  std::size_t columns_;
  std::size_t last_seen_;  // its column
  Clock::duration lifetime_;
  std::unordered_map<std::string, Kept> kept_;
};

}  // namespace exporter::scrape
