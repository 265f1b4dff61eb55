// SPDX-License-Identifier: Apache-2.0
#include "expose/text_writer.hpp"

#include "support/catch.hpp"

using namespace exporter;
using model::Dimension;

namespace {

constexpr model::Metric usage{.name = "container_cpu_usage_seconds_total",
                              .help = "CPU time.",
                              .type = model::Type::counter,
                              .labels = R"(cpu="total")",
                              .decimals = 9};
constexpr model::Metric limit{.name = "container_spec_memory_limit_bytes", .help = "Limit."};
constexpr model::Metric reads{.name = "container_fs_reads_total",
                              .help = "Reads.",
                              .type = model::Type::counter,
                              .per = Dimension::device};
constexpr model::Metric faults_one{.name = "container_memory_failures_total",
                                   .help = "Faults.",
                                   .type = model::Type::counter,
                                   .labels = R"(scope="container")"};
constexpr model::Metric faults_two{.name = "container_memory_failures_total",
                                   .help = {},
                                   .type = model::Type::counter,
                                   .labels = R"(scope="hierarchy")"};

model::Layout layout() {
  model::Layout result;
  result.series = {{&usage, 0}, {&limit, 1}, {&reads, 0}, {&faults_one, 2}, {&faults_two, 3}};
  result.columns[0] = 4;
  result.columns[static_cast<std::size_t>(Dimension::device)] = 1;
  return result;
}

model::Subject subject(const std::string& labels) {
  model::Subject result;
  result.labels = labels;
  result.sheets[0].labels = {""};
  result.sheets[0].values = {{1500000000, true}, {0, true}, {7, true}, {8, true}};
  auto& devices = result.sheets[static_cast<std::size_t>(Dimension::device)];
  devices.labels = {R"(device="/dev/a")", R"(device="/dev/b")"};
  devices.values = {{1, true}, {2, true}};
  return result;
}

std::string page(const std::vector<const model::Subject*>& subjects) {
  std::string out;
  expose::SubjectWriter(layout()).write(subjects, out);
  return out;
}

}  // namespace

TEST_CASE("a family is HELP, TYPE and one line per series") {
  const auto one = subject(R"(id="/a")");
  CHECK(page({&one}) == R"(# HELP container_cpu_usage_seconds_total CPU time.
# TYPE container_cpu_usage_seconds_total counter
container_cpu_usage_seconds_total{id="/a",cpu="total"} 1.5
# HELP container_spec_memory_limit_bytes Limit.
# TYPE container_spec_memory_limit_bytes gauge
container_spec_memory_limit_bytes{id="/a"} 0
# HELP container_fs_reads_total Reads.
# TYPE container_fs_reads_total counter
container_fs_reads_total{id="/a",device="/dev/a"} 1
container_fs_reads_total{id="/a",device="/dev/b"} 2
# HELP container_memory_failures_total Faults.
# TYPE container_memory_failures_total counter
container_memory_failures_total{id="/a",scope="container"} 7
container_memory_failures_total{id="/a",scope="hierarchy"} 8
)");
}

TEST_CASE("a missing value has no line, a family without lines no header") {
  auto one = subject(R"(id="/a")");
  one.sheets[0].values[1].present = false;
  one.sheets[static_cast<std::size_t>(Dimension::device)] = {};
  const auto text = page({&one});
  CHECK(text.find("memory_limit") == std::string::npos);
  CHECK(text.find("fs_reads") == std::string::npos);
  CHECK(page({}).empty());
}

TEST_CASE("a subject without labels has no stray commas") {
  const auto machine = subject("");
  const auto text = page({&machine});
  CHECK(text.find(R"(container_cpu_usage_seconds_total{cpu="total"} 1.5)") != std::string::npos);
  CHECK(text.find(R"(container_fs_reads_total{device="/dev/a"} 1)") != std::string::npos);
  CHECK(text.find("container_spec_memory_limit_bytes{} 0") != std::string::npos);
}

TEST_CASE("prometheus-cpp families, with help that needs escaping and empty labels left out") {
  prometheus::MetricFamily family;
  family.name = "exporter_things";
  family.help = "a\\b\nc";
  family.type = prometheus::MetricType::Gauge;
  prometheus::ClientMetric metric;
  metric.label = {{"empty", ""}, {"why", "a\"b"}};
  metric.gauge.value = 0.25;
  family.metric = {metric};
  prometheus::MetricFamily empty;
  empty.name = "never_written";
  std::string out;
  expose::write_families({family, empty}, out);
  CHECK(out ==
        "# HELP exporter_things a\\\\b\\nc\n# TYPE exporter_things gauge\nexporter_things{why=\"a\\\"b\"} "
        "0.25\n");
}
