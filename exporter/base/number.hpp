// SPDX-License-Identifier: Apache-2.0
// Numbers as the text format wants them. No locale, no allocation beyond the page itself.
#pragma once

#include <cstdint>
#include <string>

namespace exporter::base {

// number * 10^-decimals, exact, without trailing zeros: (1500, 3) is "1.5". decimals is at most 18.
void append_decimal(std::string& out, std::int64_t number, int decimals);

// The shortest text that reads back as the same double; +Inf, -Inf, NaN.
void append_double(std::string& out, double number);

}  // namespace exporter::base
