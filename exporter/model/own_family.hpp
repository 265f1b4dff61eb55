// SPDX-License-Identifier: Apache-2.0
// The exporter's own instrumentation as the page shows it.
#pragma once

#include <string>
#include <vector>

#include "model/metric.hpp"

namespace exporter::model {

struct OwnSeries {
  std::string labels;  // escaped: source="docker"; empty where there are none
  double value = 0;
};

// One without series is not on the page.
struct OwnFamily {
  std::string name;
  std::string help;
  Type type = Type::gauge;
  std::vector<OwnSeries> series;
};

}  // namespace exporter::model
