// SPDX-License-Identifier: Apache-2.0
// The rows as text for people and tests: --list-metrics.
#pragma once

#include <span>
#include <string>

#include "read/row.hpp"

namespace exporter::read {

// One line per family: name, type, group, labels of its own, help; tab-separated, in page order.
std::string describe(std::span<const Table> tables);

}  // namespace exporter::read
