// SPDX-License-Identifier: Apache-2.0
#include "scrape/oom_counts.hpp"

#include <algorithm>

#include "scrape/column.hpp"

namespace exporter::scrape {

namespace {

constexpr std::size_t most_containers = 4096;

}  // namespace

OomCounts::OomCounts(const model::Layout& layout)
    : column_(column_of(layout, "container_oom_events_total")) {}

void OomCounts::update(const std::string& id, model::Subject& subject, std::int64_t started_ns,
                       const std::vector<std::int64_t>& events) {
  auto& values = subject.sheets[static_cast<std::size_t>(model::Dimension::none)].values;
  if (column_ >= values.size()) return;
  auto& value = values[column_];
  if (!value.present && events.empty()) return;
  // Nearly every container: nothing has ever happened to it.
  const auto known = counts_.find(id);
  if (known == counts_.end() && value.number == 0 && events.empty()) return;

  if (known == counts_.end() && counts_.size() >= most_containers) forget_some();
  auto& counts = counts_[id];
  counts.used = ++updates_;
  if (counts.running.started_ns < started_ns) {
    counts.older += counts.last.count();
    counts.last = counts.running;
    counts.running = {started_ns, 0, 0};
  }
  counts.running.kernel = std::max(counts.running.kernel, value.number);
  count(counts, events);
  value = {counts.older + counts.last.count() + counts.running.count(), true};
}

void OomCounts::count(Counts& counts, const std::vector<std::int64_t>& events) {
  for (const auto at : events) {
    if (at <= counts.newest_event_ns) continue;
    counts.newest_event_ns = at;
    ++(at < counts.running.started_ns ? counts.last : counts.running).events;
  }
}

// Those that were not updated for the longest time.
void OomCounts::forget_some() {
  const auto old = updates_ - std::min<std::uint64_t>(updates_, most_containers / 2);
  std::erase_if(counts_, [&](const auto& each) { return each.second.used <= old; });
}

}  // namespace exporter::scrape
