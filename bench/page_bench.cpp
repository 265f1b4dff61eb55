// SPDX-License-Identifier: Apache-2.0
// A page compressed by each coding and level, beside libdeflate alone; and a label value escaped.
#include <benchmark/benchmark.h>
#include <libdeflate.h>

#include <vector>

#include "base/escape.hpp"
#include "expose/gzip.hpp"
#include "expose/text_writer.hpp"
#include "expose/zstd.hpp"
#include "host.hpp"

namespace {

using namespace exporter;

const std::string& page() {
  static const std::string text = [] {
    bench::Host host;
    const auto subjects = host.subjects(100);
    std::string out;
    expose::SubjectWriter(host.collector().reader().container_layout()).write(bench::pointers(subjects), out);
    return out;
  }();
  return text;
}

void report(benchmark::State& state, std::size_t bytes) {
  state.counters["bytes"] = static_cast<double>(bytes);
  state.counters["page"] = static_cast<double>(page().size());
}

void gzip(benchmark::State& state) {
  expose::Gzip compressor;
  std::size_t bytes = 0;
  for (auto _ : state) bytes = compressor.compress(page(), static_cast<int>(state.range(0))).size();
  report(state, bytes);
}
BENCHMARK(gzip)->Arg(1)->Arg(3)->Arg(6)->Arg(9)->Unit(benchmark::kMicrosecond);

void zstd(benchmark::State& state) {
  expose::Zstd compressor;
  std::size_t bytes = 0;
  for (auto _ : state) bytes = compressor.compress(page(), static_cast<int>(state.range(0))).size();
  report(state, bytes);
}
BENCHMARK(zstd)->Arg(1)->Arg(3)->Arg(6)->Arg(9)->Unit(benchmark::kMicrosecond);

// Between two scrapes the processor's caches are somebody else's.
void forget_caches() {
  static std::vector<char> memory(64U << 20U);
  for (std::size_t i = 0; i < memory.size(); i += 64) ++memory[i];
  benchmark::DoNotOptimize(memory.data());
}

// The library with its memory ready; warm, and as a scrape meets it.
void libdeflate(benchmark::State& state) {
  auto* compressor = libdeflate_alloc_compressor(1);
  std::string out(libdeflate_gzip_compress_bound(compressor, page().size()), '\0');
  std::size_t bytes = 0;
  for (auto _ : state) {
    if (state.range(0) == 1) {
      state.PauseTiming();
      forget_caches();
      state.ResumeTiming();
    }
    bytes = libdeflate_gzip_compress(compressor, page().data(), page().size(), out.data(), out.size());
  }
  libdeflate_free_compressor(compressor);
  report(state, bytes);
}
BENCHMARK(libdeflate)->ArgName("cold")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

void escape(benchmark::State& state) {
  const std::string value =
      state.range(0) == 0 ? "registry.example.com/team/service:1.2.3" : "a \"quoted\" C:\\path\nüß";
  for (auto _ : state) benchmark::DoNotOptimize(base::escape_label(value));
}
BENCHMARK(escape)->Arg(0)->Arg(1);

}  // namespace
