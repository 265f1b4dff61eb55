// SPDX-License-Identifier: Apache-2.0
// The exporter's own instrumentation, in a prometheus-cpp registry: the one door to that library.
#pragma once

#include <prometheus/metric_family.h>

#include <memory>
#include <string>
#include <vector>

#include "base/host.hpp"
#include "discover/inventory.hpp"
#include "read/hierarchy.hpp"
#include "read/reader.hpp"
#include "scrape/report.hpp"

namespace exporter::scrape {

class SelfMetrics {
 public:
  SelfMetrics(const base::Host& host, const read::Hierarchy& hierarchy);
  ~SelfMetrics();
  SelfMetrics(const SelfMetrics&) = delete;
  SelfMetrics& operator=(const SelfMetrics&) = delete;

  // Takes over what the last collection said. Called by the thread that collects.
  void update(const Report& report, const read::Reader::Errors& errors, const discover::EngineState& engine);

  std::vector<prometheus::MetricFamily> collect() const;

 private:
  struct Instruments;
  std::unique_ptr<Instruments> instruments_;
};

}  // namespace exporter::scrape
