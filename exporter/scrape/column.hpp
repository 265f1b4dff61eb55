// SPDX-License-Identifier: Apache-2.0
// Where a metric of one series per subject stands in its sheet.
#pragma once

#include <cstddef>
#include <string_view>

#include "model/snapshot.hpp"

namespace exporter::scrape {

inline constexpr std::size_t no_column = static_cast<std::size_t>(-1);

// no_column where its group is off.
inline std::size_t column_of(const model::Layout& layout, std::string_view name) {
  for (const auto& series : layout.series) {
    if (series.metric->name == name) return series.column;
  }
  return no_column;
}

}  // namespace exporter::scrape
