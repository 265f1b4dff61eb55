// SPDX-License-Identifier: Apache-2.0
// A CPU counter from nanoseconds to text: as an integer with nine decimals, and as a double by to_chars.
#include <benchmark/benchmark.h>

#include <array>
#include <charconv>
#include <string>

#include "base/number.hpp"

namespace {

// Counters of containers that ran for a second to a month.
constexpr std::array<std::int64_t, 8> counters{799493150,       1500000000,       54321987654321,
                                               123456789012345, 2592000123456789, 8640000000001,
                                               77777777777777,  31536000123456789};

void decimal(benchmark::State& state) {
  std::string out;
  for (auto _ : state) {
    out.clear();
    for (const auto counter : counters) exporter::base::append_decimal(out, counter, 9);
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(decimal);

void floating(benchmark::State& state) {
  std::string out;
  for (auto _ : state) {
    out.clear();
    for (const auto counter : counters) {
      std::array<char, 32> text{};
      const auto end =
          std::to_chars(text.data(), text.data() + text.size(), static_cast<double>(counter) / 1e9).ptr;
      out.append(text.data(), end);
    }
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(floating);

}  // namespace
