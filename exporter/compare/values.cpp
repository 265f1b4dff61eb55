// SPDX-License-Identifier: Apache-2.0
#include "compare/values.hpp"

#include <algorithm>
#include <cmath>

namespace exporter::compare {

namespace {

constexpr double least_rate_of_seconds = 0.01;
constexpr double least_growth = 0.001;

bool near(double first, double second, double tolerance) {
  if (std::isnan(first) || std::isnan(second)) return std::isnan(first) && std::isnan(second);
  if (first == second) return true;
  if (std::isinf(first) || std::isinf(second)) return false;
  return std::abs(first - second) <= tolerance * std::max(std::abs(first), std::abs(second));
}

bool is_instant(std::string_view family) {
  return family.ends_with("_last_seen") || family.ends_with("_time_seconds");
}

struct Rate {
  double per_second = 0;
  double seconds = 0;
  bool moved = false;
};

std::optional<Rate> rate_of(const Observed& observed) {
  if (!observed.earlier) return std::nullopt;
  double seconds = observed.seconds;
  if (observed.earlier->timestamp && observed.later.timestamp) {
    seconds =
        (static_cast<double>(*observed.later.timestamp) - static_cast<double>(*observed.earlier->timestamp)) /
        1000;
  }
  const double growth = observed.later.value - observed.earlier->value;
  if (!(seconds > 0) || !(growth >= 0) || std::isinf(growth)) return std::nullopt;
  return Rate{growth / seconds, seconds, growth > 0};
}

Compared compare_counters(std::string_view family, const Observed& first, const Observed& second,
                          const Limits& limits) {
  const double a = first.later.value;
  const double b = second.later.value;
  const bool values_near = near(a, b, limits.tolerance);
  const auto rate_a = rate_of(first);
  const auto rate_b = rate_of(second);
  if (!rate_a || !rate_b) return {values_near ? Verdict::same : Verdict::unknown, false, a, b};
  if (!rate_a->moved && !rate_b->moved)
    return {values_near ? Verdict::same : Verdict::different, false, a, b};
  const double apart = std::abs(rate_a->per_second - rate_b->per_second);
  const double noise = family.ends_with("_seconds_total")
                           ? least_rate_of_seconds
                           : least_growth * std::max(a, b) / std::max(rate_a->seconds, rate_b->seconds);
  const bool same =
      near(rate_a->per_second, rate_b->per_second, limits.tolerance) || (values_near && apart <= noise);
  return {same ? Verdict::same : Verdict::different, true, rate_a->per_second, rate_b->per_second};
}

Compared compare_gauges(std::string_view family, const Observed& first, const Observed& second,
                        const Limits& limits) {
  const double a = first.later.value;
  const double b = second.later.value;
  Compared result{Verdict::different, false, a, b};
  if (is_instant(family)) {
    if (a == b || std::abs(a - b) <= limits.interval + 1) result.verdict = Verdict::same;
    return result;
  }
  const double a0 = first.earlier ? first.earlier->value : a;
  const double b0 = second.earlier ? second.earlier->value : b;
  const bool crossed = std::max(a0, a) >= std::min(b0, b) && std::max(b0, b) >= std::min(a0, a);
  if (crossed || near(a, b, limits.tolerance) || near(a0, b0, limits.tolerance))
    result.verdict = Verdict::same;
  return result;
}

}  // namespace

Compared compare_values(std::string_view family, bool counter, const Observed& first, const Observed& second,
                        const Limits& limits) {
  if (!counter) return compare_gauges(family, first, second, limits);
  if (!limits.one_exporter) return compare_counters(family, first, second, limits);
  const double a = first.later.value;
  const double b = second.later.value;
  return {b >= a || (std::isnan(a) && std::isnan(b)) ? Verdict::same : Verdict::different, false, a, b};
}

}  // namespace exporter::compare
