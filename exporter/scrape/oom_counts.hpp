// SPDX-License-Identifier: Apache-2.0
// container_oom_events_total over a container's lives. The kernel counts from 0 in each life (memory.events
// oom_kill; v1 memory.oom_control), and the last count of a life can be gone before a scrape saw it; Docker
// tells of each OOM by an event (API 1.24, action "oom"). What is told twice counts once: a life has the
// larger of the two numbers.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/snapshot.hpp"

namespace exporter::scrape {

class OomCounts {
 public:
  explicit OomCounts(const model::Layout& layout);

  // Replaces the number of the running life, as read, by that of all lives since this exporter or the
  // container was started. `started_ns` tells lives apart; `events`: when OOMs happened, by Docker, ns since
  // the epoch, in that order.
  void update(const std::string& id, model::Subject& subject, std::int64_t started_ns,
              const std::vector<std::int64_t>& events);

 private:
  struct Life {
    std::int64_t started_ns = 0;
    std::int64_t kernel = 0;
    std::int64_t events = 0;
    std::int64_t count() const { return kernel > events ? kernel : events; }
  };
  struct Counts {
    std::int64_t older = 0;  // of all lives before the last one
    Life last;               // events can still come of it
    Life running;
    std::int64_t newest_event_ns = 0;  // of those counted
    std::uint64_t used = 0;
  };
  static void count(Counts& counts, const std::vector<std::int64_t>& events);
  void forget_some();

  std::size_t column_;
  std::unordered_map<std::string, Counts> counts_;
  std::uint64_t updates_ = 0;
};

}  // namespace exporter::scrape
