// SPDX-License-Identifier: Apache-2.0
// The exporter's own instrumentation, in a prometheus-cpp registry: the one door to that library.
#pragma once

#include <deque>
#include <memory>

#include "base/host.hpp"
#include "discover/inventory.hpp"
#include "model/own_family.hpp"
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
  void update(const Report& report, const read::Reader::Errors& errors,
              const discover::EngineStatePtr& engine);

  // In the order of the page; the same ones for ever, with the series and values of the last update.
  const std::deque<model::OwnFamily>& families() const;

 private:
  struct All;
  std::unique_ptr<All> all_;
};

}  // namespace exporter::scrape
