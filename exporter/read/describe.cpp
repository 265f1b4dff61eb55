// SPDX-License-Identifier: Apache-2.0
#include "read/describe.hpp"

namespace exporter::read {

namespace {

// "cpu" of cpu="total", "failure_type,scope" of a constant pair.
std::string constant_label_names(std::string_view labels) {
  std::string names;
  while (!labels.empty()) {
    const auto equals = labels.find("=\"");
    if (equals == std::string_view::npos) break;
    if (!names.empty()) names += ',';
    names += labels.substr(0, equals);
    const auto end = labels.find('"', equals + 2);
    labels.remove_prefix(end == std::string_view::npos ? labels.size() : end + 1);
    if (labels.starts_with(',')) labels.remove_prefix(1);
  }
  return names;
}

}  // namespace

std::string describe(std::span<const Table> tables) {
  std::string out;
  std::string_view last;
  for (const auto& table : tables) {
    for (const auto& row : table.rows) {
      const auto& metric = row.metric;
      if (metric.name == last) continue;
      last = metric.name;
      std::string labels(model::label_names(metric.per));
      const std::string constant = constant_label_names(metric.labels);
      if (!labels.empty() && !constant.empty()) labels += ',';
      labels += constant;
      out.append(metric.name).append("\t");
      out.append(metric.type == model::Type::counter ? "counter" : "gauge").append("\t");
      out.append(model::name(metric.group)).append("\t");
      out.append(labels.empty() ? "-" : labels).append("\t");
      out.append(metric.help).append("\n");
    }
  }
  return out;
}

}  // namespace exporter::read
