// SPDX-License-Identifier: Apache-2.0
#include "read/evaluate.hpp"

#include <algorithm>

namespace exporter::read {

using base::Errc;

namespace {

Raw raw_at(const Slot& slot, model::Dimension per, const Numbers& numbers) {
  if (slot.place == Place::fact) {
    const auto& fact = numbers.facts[slot.index];
    return {fact.number, fact.present ? Errc::none : Errc::absent};
  }
  if (slot.place == Place::network)
    return {numbers.interfaces[numbers.record].counters[slot.index], Errc::none};
  if (slot.place == Place::supplied) {
    const auto& records = numbers.supply[per];
    if (numbers.record >= records.size()) return {};
    const auto& value = records[numbers.record].values[slot.index];
    return {value.number, value.present ? Errc::none : Errc::absent};
  }
  if (per == model::Dimension::none) return numbers.slots[slot.index];
  const auto& records = numbers.records[static_cast<std::size_t>(records_of(per))];
  return records.cells[numbers.record * records.columns + slot.index];
}

// cAdvisor's inverse of runc's old formula: weight 1..10000 to shares 2..262144, so that its dashboards hold.
// The default weight 100 gives 2597. Outside the range the kernel did not write it.
Raw weight_to_shares(Raw weight) {
  if (weight.number < 1 || weight.number > 10000) return {0, Errc::malformed};
  return {2 + (weight.number - 1) * 262142 / 9999, Errc::none};
}

Raw number_of(const PlanSource& source, model::Dimension per, const Numbers& numbers) {
  Raw result = raw_at(source.first, per, numbers);
  if (result.outcome != Errc::none) return result;
  if (source.plus.place != Place::none) {
    const Raw plus = raw_at(source.plus, per, numbers);
    if (plus.outcome != Errc::none) return plus;
    if (__builtin_add_overflow(result.number, plus.number, &result.number)) return {0, Errc::malformed};
  }
  if (source.less.place != Place::none) {
    const Raw less = raw_at(source.less, per, numbers);
    if (less.outcome != Errc::none) return less;
    result.number = std::max<std::int64_t>(0, result.number - less.number);
  }
  if (source.source->convert == Convert::weight_to_shares) result = weight_to_shares(result);
  if (__builtin_mul_overflow(result.number, source.source->multiply, &result.number))
    return {0, Errc::malformed};
  return result;
}

}  // namespace

model::Value value_of(const PlanRow& row, const Numbers& numbers) {
  for (const auto& source : row.sources) {
    const Raw raw = number_of(source, row.row->metric.per, numbers);
    if (raw.outcome == Errc::none) return {raw.number, true};
    if (raw.outcome == Errc::unlimited) return {0, row.row->unlimited == Unlimited::zero};
  }
  return {};
}

}  // namespace exporter::read
