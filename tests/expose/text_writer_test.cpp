// SPDX-License-Identifier: Apache-2.0
#include "expose/text_writer.hpp"

#include "support/catch.hpp"
#include "support/contains.hpp"

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
constexpr model::Metric hits{.name = "container_memory_failcnt",
                             .help = "A \"limit\" hit.",
                             .type = model::Type::counter,
                             .group = model::Group::memory};

model::Layout layout() {
  model::Layout result;
  result.series = {{&usage, 0}, {&limit, 1}, {&reads, 0}, {&faults_one, 2}, {&faults_two, 3}, {&hits, 4}};
  result.columns[0] = 5;
  result.columns[static_cast<std::size_t>(Dimension::device)] = 1;
  return result;
}

model::Subject subject(const std::string& labels) {
  model::Subject result;
  result.labels = labels;
  result.sheets[0].labels = {""};
  result.sheets[0].values = {{1500000000, true}, {0, true}, {7, true}, {8, true}, {9, true}};
  auto& devices = result.sheets[static_cast<std::size_t>(Dimension::device)];
  devices.labels = {R"(device="/dev/a")", R"(device="/dev/b")"};
  devices.values = {{1, true}, {2, true}};
  return result;
}

std::string page(const std::vector<const model::Subject*>& subjects, const expose::View& view = {}) {
  std::string out;
  expose::SubjectWriter(layout()).write(subjects, out, view);
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
# HELP container_memory_failcnt A "limit" hit.
# TYPE container_memory_failcnt counter
container_memory_failcnt{id="/a"} 9
)");
}

TEST_CASE("OpenMetrics: families without _total, units, since when, and a counter by another name") {
  auto known = subject(R"(id="/a")");
  known.created_ns = 1'700'000'000'250'000'000;
  const auto unknown = subject("");
  CHECK(page({&known, &unknown}, {.format = expose::Format::openmetrics, .created = true}) ==
        R"(# HELP container_cpu_usage_seconds CPU time.
# TYPE container_cpu_usage_seconds counter
# UNIT container_cpu_usage_seconds seconds
container_cpu_usage_seconds_total{id="/a",cpu="total"} 1.5
container_cpu_usage_seconds_created{id="/a",cpu="total"} 1700000000.25
container_cpu_usage_seconds_total{cpu="total"} 1.5
# HELP container_spec_memory_limit_bytes Limit.
# TYPE container_spec_memory_limit_bytes gauge
# UNIT container_spec_memory_limit_bytes bytes
container_spec_memory_limit_bytes{id="/a"} 0
container_spec_memory_limit_bytes{} 0
# HELP container_fs_reads Reads.
# TYPE container_fs_reads counter
container_fs_reads_total{id="/a",device="/dev/a"} 1
container_fs_reads_created{id="/a",device="/dev/a"} 1700000000.25
container_fs_reads_total{id="/a",device="/dev/b"} 2
container_fs_reads_created{id="/a",device="/dev/b"} 1700000000.25
container_fs_reads_total{device="/dev/a"} 1
container_fs_reads_total{device="/dev/b"} 2
# HELP container_memory_failures Faults.
# TYPE container_memory_failures counter
container_memory_failures_total{id="/a",scope="container"} 7
container_memory_failures_created{id="/a",scope="container"} 1700000000.25
container_memory_failures_total{id="/a",scope="hierarchy"} 8
container_memory_failures_created{id="/a",scope="hierarchy"} 1700000000.25
container_memory_failures_total{scope="container"} 7
container_memory_failures_total{scope="hierarchy"} 8
# HELP container_memory_failcnt A \"limit\" hit.
# TYPE container_memory_failcnt unknown
container_memory_failcnt{id="/a"} 9
container_memory_failcnt{} 9
)");
}

TEST_CASE("_created is only there when asked for, and never in the text format") {
  auto known = subject(R"(id="/a")");
  known.created_ns = 1;
  CHECK(page({&known}, {.created = true}).find("_created") == std::string::npos);
  CHECK(page({&known}, {.format = expose::Format::openmetrics}).find("_created") == std::string::npos);
}

TEST_CASE("a metric with all labels has those that the others lack, and is an Info") {
  constexpr model::Metric info{.name = "container_labels_info", .help = "Labels.", .all_labels = true};
  model::Layout only_info;
  only_info.series = {{&info, 0}};
  only_info.columns[0] = 1;
  model::Subject one;
  one.labels = R"(id="/a")";
  one.all_labels = R"(id="/a",container_label_x="y")";
  one.sheets[0].labels = {""};
  one.sheets[0].values = {{1, true}};
  const auto written = [&](expose::Format format) {
    std::string out;
    expose::SubjectWriter(only_info).write({&one}, out, {.format = format});
    return out;
  };
  const std::string line = R"(container_labels_info{id="/a",container_label_x="y"} 1)"
                           "\n";
  CHECK(written(expose::Format::text) ==
        "# HELP container_labels_info Labels.\n# TYPE container_labels_info gauge\n" + line);
  CHECK(written(expose::Format::openmetrics) ==
        "# HELP container_labels Labels.\n# TYPE container_labels info\n" + line);
}

TEST_CASE("a group that was not asked for is left out, header and all") {
  const auto one = subject(R"(id="/a")");
  expose::View view;
  view.groups.set(model::Group::memory, false);
  CHECK(page({&one}, view).find("container_memory_failcnt") == std::string::npos);
  support::check_contains(page({&one}, view), "container_fs_reads_total");
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

TEST_CASE("own families, with help that needs escaping, and none without series") {
  const std::deque<model::OwnFamily> families{
      {"exporter_things", "a\\b\nc", model::Type::gauge, {{R"(why="a\"b")", 0.25}}},
      {"never_written", "", model::Type::gauge, {}}};
  std::string out;
  expose::OwnWriter(families).write(families, out);
  CHECK(out ==
        "# HELP exporter_things a\\\\b\\nc\n# TYPE exporter_things gauge\nexporter_things{why=\"a\\\"b\"} "
        "0.25\n");
}

TEST_CASE("own families in OpenMetrics: an Info, a counter, a unit") {
  const std::string help = "a \"b\"";
  const std::deque<model::OwnFamily> families{
      {"exporter_build_info", help, model::Type::gauge, {{R"(version="1")", 1}}},
      {"process_cpu_seconds_total", help, model::Type::counter, {{"", 0.5}}},
      {"process_resident_memory_bytes", help, model::Type::gauge, {{"", 1}}}};
  std::string out;
  expose::OwnWriter(families).write(families, out, expose::Format::openmetrics);
  CHECK(out == R"(# HELP exporter_build a \"b\"
# TYPE exporter_build info
exporter_build_info{version="1"} 1
# HELP process_cpu_seconds a \"b\"
# TYPE process_cpu_seconds counter
# UNIT process_cpu_seconds seconds
process_cpu_seconds_total 0.5
# HELP process_resident_memory_bytes a \"b\"
# TYPE process_resident_memory_bytes gauge
# UNIT process_resident_memory_bytes bytes
process_resident_memory_bytes 1
)");
}
