// SPDX-License-Identifier: Apache-2.0
// The lists with q values in which a client says what it would like (RFC 9110 12.4.2).
#pragma once

#include <string_view>
#include <vector>

namespace exporter::web {

struct Preference {
  std::string_view value;       // "text/plain", "gzip", "*"
  std::string_view parameters;  // what follows the first semicolon
  double quality = 1;           // 0 to 1; 0 is a refusal, and what an unreadable q is taken for
};

// In the header's order; empty elements are left out. Points into `header`.
std::vector<Preference> preferences(std::string_view header);

// The value of a parameter, without its quotes; empty where there is none. Names are compared without case.
std::string_view parameter(std::string_view parameters, std::string_view name);

// Without regard to case; `b` is lower-case.
bool same_word(std::string_view a, std::string_view b);

// The whole text as a number, or `otherwise`.
double parse_double(std::string_view text, double otherwise);

}  // namespace exporter::web
