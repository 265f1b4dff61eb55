// SPDX-License-Identifier: Apache-2.0
// A malformed row does not compile: every table ends with static_assert(well_formed(rows)).
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "read/row.hpp"

namespace exporter::read {

consteval bool name_is_legal(std::string_view name) {
  for (const char letter : name) {
    const bool legal = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
    if (!legal) return false;
  }
  return name.starts_with("container_") || name.starts_with("machine_");
}

// Help is written unescaped, so it may hold nothing that needs it.
consteval bool help_is_plain(std::string_view help) {
  for (const char letter : help) {
    if (letter == '\n' || letter == '\\' || letter < ' ') return false;
  }
  return true;
}

consteval bool term_fits(const Term& term, model::Dimension per) {
  const bool on_devices = per == model::Dimension::device || per == model::Dimension::device_number;
  const bool on_records = on_devices || per == model::Dimension::cpu || per == model::Dimension::node;
  if (term.place == Place::none) return false;
  if (term.place == Place::network) return per == model::Dimension::interface;
  if (term.place == Place::fact) return per == model::Dimension::none;
  if (term.place == Place::supplied) return !on_records && !term.file.empty();
  if (term.file.empty() || term.file.front() == '/') return false;
  const bool reads_devices = term.format == Format::devices || term.format == Format::operations ||
                             term.format == Format::disk_stats;
  const bool needs_key = reads_devices || term.format == Format::flat || term.format == Format::words ||
                         term.format == Format::pressure || term.format == Format::nodes ||
                         term.format == Format::tcp_sockets || term.format == Format::udp_sockets ||
                         term.format == Format::paired;
  return reads_devices == on_devices && (term.format == Format::cpus) == (per == model::Dimension::cpu) &&
         (term.format == Format::nodes) == (per == model::Dimension::node) && needs_key != term.key.empty();
}

consteval bool optional_term_fits(const Term& term, model::Dimension per) {
  return term.place == Place::none || term_fits(term, per);
}

consteval bool source_fits(const Source& source, model::Dimension per) {
  if (source.first.place == Place::none)
    return source.plus.place == Place::none && source.less.place == Place::none;
  return source.multiply >= 1 && term_fits(source.first, per) && optional_term_fits(source.plus, per) &&
         optional_term_fits(source.less, per);
}

consteval bool has_source(const Row& row) {
  for (const auto column : {Sources(row.v2), Sources(row.v1)}) {
    for (const auto& source : column) {
      if (source.first.place != Place::none) return true;
    }
  }
  return false;
}

consteval bool row_is_well_formed(const Row& row, const Row* before) {
  const auto& metric = row.metric;
  const bool continues = before != nullptr && before->metric.name == metric.name;
  // A few names are cAdvisor's: gauges that end in _total exist there, but counters that do not, only these.
  const bool counter_name = metric.name.ends_with("_total") || metric.name == "container_memory_failcnt" ||
                            metric.name == "container_hugetlb_failcnt";
  bool good = name_is_legal(metric.name) && help_is_plain(metric.help) && continues == metric.help.empty() &&
              metric.decimals >= 0 && metric.decimals <= 9 && has_source(row) &&
              (metric.type != model::Type::counter || counter_name) &&
              (!continues || (before->metric.type == metric.type &&
                              (before->metric.per != metric.per || before->metric.labels != metric.labels)));
  for (const auto& source : row.v2) good = good && source_fits(source, metric.per);
  for (const auto& source : row.v1) good = good && source_fits(source, metric.per);
  return good;
}

consteval bool well_formed(std::span<const Row> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!row_is_well_formed(rows[i], i == 0 ? nullptr : &rows[i - 1])) return false;
    // A family that began before does not begin again. Compilers count their steps: only beginnings are
    // compared.
    const bool begins = i > 0 && rows[i - 1].metric.name != rows[i].metric.name;
    for (std::size_t j = 0; begins && j + 1 < i; ++j) {
      if (rows[j].metric.name == rows[i].metric.name) return false;
    }
  }
  return !rows.empty();
}

}  // namespace exporter::read
