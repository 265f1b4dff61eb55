// SPDX-License-Identifier: Apache-2.0
// Words for error messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace exporter::config {

// In double quotes, on one line, printable, at most about 80 characters: other bytes become \xNN.
std::string quote(std::string_view text);

// The candidate with the least edit distance (insert, delete, replace, swap neighbours); the first of equals.
// Empty only when there are no candidates.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace exporter::config
