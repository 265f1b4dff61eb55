// SPDX-License-Identifier: Apache-2.0
#include "scrape/tombstones.hpp"

#include <algorithm>

#include "scrape/column.hpp"

namespace exporter::scrape {

namespace {

constexpr std::size_t most = 1000;  // containers that come and go faster than that are not mourned; 2 kB each
constexpr auto own = static_cast<std::size_t>(model::Dimension::none);

}  // namespace

Tombstones::Tombstones(const model::Layout& layout, Clock::duration lifetime)
    : columns_(layout.columns[own]),
      last_seen_(column_of(layout, "container_last_seen")),
      lifetime_(lifetime) {}

void Tombstones::add(const std::string& id, const model::Subject& last, Clock::time_point now) {
  const auto& values = last.sheets[own].values;
  if (lifetime_ == Clock::duration::zero() || kept_.size() >= most || last_seen_ >= values.size()) return;
  model::Subject subject;
  subject.labels = last.labels;
  subject.sheets[own].labels.resize(1);
  subject.sheets[own].values.resize(columns_);
  subject.sheets[own].values[last_seen_] = values[last_seen_];
  kept_[id] = {std::move(subject), now + lifetime_};
}

void Tombstones::append_to(std::vector<const model::Subject*>& subjects, Clock::time_point now) {
  std::erase_if(kept_, [&](const auto& each) { return each.second.until <= now; });
  const auto first = static_cast<std::ptrdiff_t>(subjects.size());
  for (const auto& [id, kept] : kept_) subjects.push_back(&kept.subject);
  std::sort(subjects.begin() + first, subjects.end(),
            [](const auto* a, const auto* b) { return a->labels < b->labels; });
}

}  // namespace exporter::scrape
