// SPDX-License-Identifier: Apache-2.0
// reader's other half: from what was read to the sheets that a page is written from.
#include <algorithm>

#include "base/escape.hpp"
#include "read/evaluate.hpp"
#include "read/reader.hpp"
#include "read/record_labels.hpp"

namespace exporter::read {

namespace {

constexpr std::string_view opening = "interface=\"";

// Whether the label is that name's already; not for one that had to be escaped.
bool names_interface(std::string_view label, std::string_view name) {
  return label.size() == opening.size() + name.size() + 1 &&
         label.substr(opening.size(), name.size()) == name;
}

}  // namespace

void Reader::size_sheets(Cgroup& cgroup, std::span<const model::Interface> interfaces,
                         const model::Supply& supply) {
  const auto& columns = (cgroup.plan->kind == Kind::machine ? machine_layout_ : container_layout_).columns;
  for (std::size_t i = 0; i < model::dimensions; ++i) {
    const auto dimension = static_cast<model::Dimension>(i);
    auto& sheet = cgroup.subject.sheets[i];
    const auto& read = records_[static_cast<std::size_t>(records_of(dimension))].devices;
    const auto& found = supply.records[i];
    const std::size_t records =
        dimension == model::Dimension::none        ? 1
        : dimension == model::Dimension::interface ? interfaces.size()
                                                   : std::max(read.size(), found.size());
    sheet.labels.resize(records);
    sheet.values.assign(records * columns[i], model::Value{});
    if (dimension == model::Dimension::none) continue;
    for (std::size_t record = 0; record < found.size(); ++record) sheet.labels[record] = found[record].labels;
    if (cgroup.named[i] == read) continue;
    cgroup.named[i] = read;
    for (std::size_t record = 0; record < read.size(); ++record) {
      sheet.labels[record] = record_labels(dimension, read[record], device_names_);
    }
    if (dimension == model::Dimension::device) cgroup.hidden = hidden_devices(read, device_names_);
  }
  auto& names = cgroup.subject.sheets[static_cast<std::size_t>(model::Dimension::interface)].labels;
  for (std::size_t i = 0; i < interfaces.size(); ++i) {
    if (!names_interface(names[i], interfaces[i].name)) {
      names[i].assign(opening).append(base::escape_label(interfaces[i].name)).append("\"");
    }
  }
}

void Reader::evaluate(Cgroup& cgroup, const model::Facts& facts, std::span<const model::Interface> interfaces,
                      const model::Supply& supply) {
  const auto& columns = (cgroup.plan->kind == Kind::machine ? machine_layout_ : container_layout_).columns;
  const bool per_cpu = !records_[static_cast<std::size_t>(model::Dimension::cpu)].devices.empty();
  for (const auto& row : cgroup.plan->rows) {
    const auto dimension = static_cast<std::size_t>(row.row->metric.per);
    if (row.row->unless_per_cpu && per_cpu) continue;
    const bool of_devices = records_of(row.row->metric.per) == model::Dimension::device;
    auto& sheet = cgroup.subject.sheets[dimension];
    for (std::size_t record = 0; record < sheet.labels.size(); ++record) {
      if (of_devices && cgroup.hidden[record]) continue;
      const Numbers numbers{slots_, records_, facts, interfaces, supply, record};
      sheet.values[record * columns[dimension] + row.column] = value_of(row, numbers);
    }
  }
  for (std::size_t i = 0; i < cgroup.plan->rows.size(); ++i) {
    const auto& row = cgroup.plan->rows[i];
    if (row.only_with == i) continue;
    auto& values = cgroup.subject.sheets[0].values;
    if (!values[cgroup.plan->rows[row.only_with].column].present) values[row.column].present = false;
  }
}

}  // namespace exporter::read
