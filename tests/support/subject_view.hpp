// SPDX-License-Identifier: Apache-2.0
// Looking a subject's values up by metric name and labels.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/snapshot.hpp"

namespace support {

// The value whose own labels (device, interface, constants) contain `label`; none when it is missing.
inline std::optional<std::int64_t> value(const exporter::model::Layout& layout,
                                         const exporter::model::Subject& subject, std::string_view name,
                                         std::string_view label = {}) {
  for (const auto& series : layout.series) {
    if (series.metric->name != name) continue;
    const auto dimension = static_cast<std::size_t>(series.metric->per);
    const auto& sheet = subject.sheets[dimension];
    for (std::size_t record = 0; record < sheet.labels.size(); ++record) {
      const auto& found = sheet.values[record * layout.columns[dimension] + series.column];
      const std::string labels = sheet.labels[record] + "," + std::string(series.metric->labels);
      if (found.present && labels.find(label) != std::string::npos) return found.number;
    }
  }
  return std::nullopt;
}

}  // namespace support
