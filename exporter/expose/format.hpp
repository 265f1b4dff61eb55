// SPDX-License-Identifier: Apache-2.0
// The two texts of a page and what tells them apart: Prometheus text format 0.0.4
// (prometheus.io/docs/instrumenting/exposition_formats) and OpenMetrics 1.0.0 (RFC draft, openmetrics.io).
// OpenMetrics 0.0.1 has the same bytes under another version.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/metric.hpp"

namespace exporter::expose {

enum class Format : std::uint8_t { text, openmetrics };
inline constexpr std::size_t formats = 2;

// HELP and TYPE. In OpenMetrics also UNIT where the family's name ends in one; a counter's family is named
// without _total, a family *_info is an Info, and a counter that does not end in _total has no type there.
std::string header(Format format, std::string_view name, std::string_view help, model::Type type);

// The name of the sample that says since when a counter counts; empty where there can be none.
std::string created_name(std::string_view name, model::Type type);

// What stands at the end of the page.
constexpr std::string_view ending(Format format) { return format == Format::openmetrics ? "# EOF\n" : ""; }

}  // namespace exporter::expose
