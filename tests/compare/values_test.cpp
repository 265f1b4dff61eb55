// SPDX-License-Identifier: Apache-2.0
#include "compare/values.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace exporter::compare;

namespace {

const Limits limits;

Observed at(double earlier, double later) { return {Sample{earlier, {}}, {later, {}}, 5}; }

Verdict gauges(const Observed& first, const Observed& second, const char* family = "a_bytes") {
  return compare_values(family, false, first, second, limits).verdict;
}
Verdict counters(const Observed& first, const Observed& second, const char* family = "a_total") {
  return compare_values(family, true, first, second, limits).verdict;
}

}  // namespace

TEST_CASE("gauges are the same within the tolerance") {
  CHECK(gauges(at(100, 100), at(109, 109)) == Verdict::same);
  CHECK(gauges(at(100, 100), at(112, 112)) == Verdict::different);
  CHECK(gauges(at(0, 0), at(0, 0)) == Verdict::same);
  CHECK(gauges(at(0, 0), at(1, 1)) == Verdict::different);
  CHECK(gauges(at(-1, -1), at(1, 1)) == Verdict::different);
}

TEST_CASE("a gauge on the move is the same where the ranges meet") {
  CHECK(gauges(at(100, 200), at(150, 400)) == Verdict::same);
  CHECK(gauges(at(100, 200), at(250, 400)) == Verdict::different);
}

TEST_CASE("values that are no numbers are the same as themselves") {
  CHECK(gauges(at(NAN, NAN), at(NAN, NAN)) == Verdict::same);
  CHECK(gauges(at(NAN, NAN), at(1, 1)) == Verdict::different);
  CHECK(gauges(at(INFINITY, INFINITY), at(INFINITY, INFINITY)) == Verdict::same);
  CHECK(gauges(at(INFINITY, INFINITY), at(-INFINITY, -INFINITY)) == Verdict::different);
  CHECK(gauges(at(INFINITY, INFINITY), at(1e308, 1e308)) == Verdict::different);
}

TEST_CASE("instants may differ by the interval, not by ten per cent") {
  CHECK(gauges(at(1.7e9, 1.7e9), at(1.7e9 + 6, 1.7e9 + 6), "container_last_seen") == Verdict::same);
  CHECK(gauges(at(1.7e9, 1.7e9), at(1.7e9 + 60, 1.7e9 + 60), "container_start_time_seconds") ==
        Verdict::different);
}

TEST_CASE("counters that move are compared by rate, whatever they began with") {
  CHECK(counters(at(1000, 2000), at(500000, 501050)) == Verdict::same);
  const auto apart = compare_values("a_total", true, at(1000, 2000), at(1000, 3000), limits);
  CHECK(apart.verdict == Verdict::different);
  CHECK(apart.rate);
  CHECK(apart.first == 200);
  CHECK(apart.second == 400);
}

TEST_CASE("counters that stand still are compared by value") {
  CHECK(counters(at(100, 100), at(105, 105)) == Verdict::same);
  CHECK(counters(at(5, 5), at(5e-6, 5e-6), "a_seconds_total") == Verdict::different);
}

TEST_CASE("a little growth between two moments is no difference") {
  CHECK(counters(at(100000, 100010), at(100000, 100060)) == Verdict::same);
  CHECK(counters(at(100000, 100010), at(100000, 101000)) == Verdict::different);
  CHECK(counters(at(10, 10.02), at(10, 10.06), "a_seconds_total") == Verdict::same);
  CHECK(counters(at(10, 10.02), at(10, 10.2), "a_seconds_total") == Verdict::different);
  CHECK(counters(at(10, 10.02), at(1e-5, 1.002e-5), "a_seconds_total") == Verdict::different);
}

TEST_CASE("timestamps say over which time a counter grew") {
  const Observed slow{Sample{100, 1000}, {400, 31000}, 5};
  CHECK(counters(slow, at(100, 150)) == Verdict::same);
}

TEST_CASE("a counter without a rate is compared by value, or not at all") {
  const Observed stale{Sample{100, 1000}, {100, 1000}, 5};
  CHECK(counters(stale, at(100, 105)) == Verdict::same);
  CHECK(counters(stale, at(100, 150)) == Verdict::unknown);
  CHECK(counters({std::nullopt, {100, {}}, 5}, at(100, 150)) == Verdict::unknown);
  CHECK(counters(at(100, 2), at(100, 150)) == Verdict::unknown);
}

TEST_CASE("of one exporter at two moments, counters only grow") {
  Limits one;
  one.one_exporter = true;
  const auto verdict = [&](double first, double second) {
    return compare_values("a_total", true, {std::nullopt, {first, {}}, 0}, {std::nullopt, {second, {}}, 0},
                          one)
        .verdict;
  };
  CHECK(verdict(1, 1000) == Verdict::same);
  CHECK(verdict(2, 1) == Verdict::different);
}
