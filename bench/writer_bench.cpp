// SPDX-License-Identifier: Apache-2.0
// The page of 100 containers by our writer, and by prometheus-cpp's TextSerializer from the very same
// families, ready-made.
#include <benchmark/benchmark.h>
#include <prometheus/text_serializer.h>

#include "compare/page.hpp"
#include "expose/text_writer.hpp"
#include "host.hpp"

namespace {

using namespace exporter;

struct Fixture {
  bench::Host host;
  std::vector<model::Subject> subjects = host.subjects(100);
  std::vector<const model::Subject*> pointers = bench::pointers(subjects);
  expose::SubjectWriter writer{host.collector().reader().container_layout()};
  std::string page;

  Fixture() { writer.write(pointers, page); }
};

Fixture& fixture() {
  static Fixture instance;
  return instance;
}

void ours(benchmark::State& state) {
  auto& all = fixture();
  std::string out;
  for (auto _ : state) {
    out.clear();
    all.writer.write(all.pointers, out);
    benchmark::DoNotOptimize(out.data());
  }
  state.counters["bytes"] = static_cast<double>(out.size());
}
BENCHMARK(ours)->Unit(benchmark::kMicrosecond);

std::vector<prometheus::MetricFamily> families(const std::string& page) {
  std::vector<prometheus::MetricFamily> result;
  for (const auto& [name, family] : compare::parse_page(page).families) {
    prometheus::MetricFamily& made = result.emplace_back();
    const bool counter = family.type == "counter";
    made.name = name;
    made.help = "Words that explain the family.";
    made.type = counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
    for (const auto& [labels, sample] : family.series) {
      prometheus::ClientMetric& metric = made.metric.emplace_back();
      for (const auto& [label, value] : labels) metric.label.push_back({label, value});
      (counter ? metric.counter.value : metric.gauge.value) = sample.value;
    }
  }
  return result;
}

void text_serializer(benchmark::State& state) {
  const auto all = families(fixture().page);
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::string out = prometheus::TextSerializer().Serialize(all);
    benchmark::DoNotOptimize(out.data());
    bytes = out.size();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(text_serializer)->Unit(benchmark::kMicrosecond);

}  // namespace
