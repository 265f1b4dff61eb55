// SPDX-License-Identifier: Apache-2.0
// Values that somebody else than the plan of kernel files has found: what a background worker keeps, what the
// machine is made of.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "model/metric.hpp"
#include "model/snapshot.hpp"

namespace exporter::model {

inline constexpr std::size_t supplied_values = 4;

struct Record {
  std::string labels;                           // escaped, without the subject's; empty in Dimension::none
  std::array<Value, supplied_values> values{};  // by the index that rows name
};

// Per dimension. Dimension::none has one record or none.
struct Supply {
  std::array<std::vector<Record>, dimensions> records;

  std::vector<Record>& operator[](Dimension dimension) {
    return records[static_cast<std::size_t>(dimension)];
  }
  const std::vector<Record>& operator[](Dimension dimension) const {
    return records[static_cast<std::size_t>(dimension)];
  }
};

}  // namespace exporter::model
