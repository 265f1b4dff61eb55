// SPDX-License-Identifier: Apache-2.0
// Label names and values as the Prometheus text format wants them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace exporter::base {

inline constexpr std::size_t longest_label_value = 1024;  // bytes

// Valid UTF-8 of at most `longest` bytes, cut at a character boundary; a byte that is not UTF-8 becomes
// U+FFFD. Backslash, double quote and line feed are escaped (after the cut).
std::string escape_label(std::string_view value, std::size_t longest = longest_label_value);

// cAdvisor's rule: every character outside [a-zA-Z0-9_] becomes '_'.
std::string sanitize_label_name(std::string_view name);

}  // namespace exporter::base
