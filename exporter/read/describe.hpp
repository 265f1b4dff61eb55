// SPDX-License-Identifier: Apache-2.0
// The rows as text for people and tests: --list-metrics and docs/metrics.md.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "read/row.hpp"

namespace exporter::read {

// One line per family: name, type, group, labels of its own, help; tab-separated, in page order.
std::string describe(std::span<const Table> tables);

// A Markdown section per table: each family with type, unit, labels, group, default, help, and where v2 and
// v1 keep it.
std::string describe_markdown(std::span<const Table> tables);

// "seconds", "bytes", ...: of the name's suffix, or of the few historical names without one; empty: a plain
// number.
std::string_view unit_of(std::string_view family);

}  // namespace exporter::read
