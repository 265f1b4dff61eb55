// SPDX-License-Identifier: Apache-2.0
// One container read by its plan from kept descriptors, and kernel text to numbers, format by format, on the
// texts of a captured host.
#include <benchmark/benchmark.h>

#include "base/scan.hpp"
#include "host.hpp"
#include "read/formats.hpp"
#include "read/tables/tables.hpp"

namespace {

using namespace exporter;
using read::Wanted;

void plan(benchmark::State& state) {
  const base::Host host{bench::captured + "/proc", bench::captured + "/sys", bench::captured};
  const auto hierarchy = read::Hierarchy::detect(host);
  read::Reader reader(hierarchy, host, read::container_tables(), read::machine_tables(), 10000);
  auto cgroup = reader.open("/docker/" + std::filesystem::path(CONTAINER).filename().string());
  for (auto _ : state) benchmark::DoNotOptimize(reader.read(cgroup, {}, {}));
  std::size_t kept = 0;
  for (const auto& file : cgroup.files) kept += file.fd ? 1U : 0U;
  state.counters["files"] = static_cast<double>(kept);
}
BENCHMARK(plan);

std::string file(const std::string& below) {
  return bench::text_of(bench::captured + "/sys/fs/cgroup/" + below);
}

void flat(benchmark::State& state) {
  const std::string text = file(MEMORY_STAT);
  read::FlatKeys keys;
  for (const auto* key :
       {"cache", "rss", "mapped_file", "pgfault", "total_cache", "total_rss", "total_inactive_file"})
    keys.wanted.push_back({key, keys.wanted.size()});
  std::vector<read::Raw> slots(keys.wanted.size());
  for (auto _ : state) benchmark::DoNotOptimize(read::parse_flat(text, keys, slots));
}
BENCHMARK(flat);

void number(benchmark::State& state) {
  const std::string text = "123456789012\n";
  for (auto _ : state) benchmark::DoNotOptimize(read::parse_single(text));
}
BENCHMARK(number);

void pressure(benchmark::State& state) {
  const std::string text =
      "some avg10=0.20 avg60=0.35 avg300=0.31 total=3105919\nfull avg10=0.00 avg60=0.00 avg300=0.00 "
      "total=12\n";
  const std::vector<Wanted> wanted{{"some", 0}, {"full", 1}};
  std::vector<read::Raw> slots(2);
  for (auto _ : state) benchmark::DoNotOptimize(read::parse_pressure(text, wanted, slots));
}
BENCHMARK(pressure);

void devices(benchmark::State& state) {
  const std::string text =
      "254:0 rbytes=1536000 wbytes=20480 rios=60 wios=5 dbytes=0 dios=0\n7:0 rbytes=4096 wbytes=0 rios=1 "
      "wios=0\n";
  const std::vector<Wanted> wanted{{"rbytes", 0}, {"wbytes", 1}, {"rios", 2}, {"wios", 3}};
  read::DeviceCells cells;
  cells.columns = wanted.size();
  for (auto _ : state) {
    cells.clear();
    benchmark::DoNotOptimize(read::parse_devices(text, wanted, cells));
  }
}
BENCHMARK(devices);

void operations(benchmark::State& state) {
  const std::string text =
      "254:0 Read 1536000\n254:0 Write 20480\n254:0 Sync 1556480\n254:0 Async 0\n254:0 Discard 0\n254:0 "
      "Total "
      "1556480\nTotal 1556480\n";
  const std::vector<Wanted> wanted{{"Read", 0}, {"Write", 1}, {"Sync", 2}, {"Total", 3}};
  read::DeviceCells cells;
  cells.columns = wanted.size();
  for (auto _ : state) {
    cells.clear();
    benchmark::DoNotOptimize(read::parse_operations(text, wanted, cells));
  }
}
BENCHMARK(operations);

}  // namespace
