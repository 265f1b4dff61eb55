// SPDX-License-Identifier: Apache-2.0
#include "expose/number.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace exporter::expose {

void append_decimal(std::string& out, std::int64_t number, int decimals) {
  std::array<char, 24> digits{};
  const bool negative = number < 0;
  const auto magnitude =
      negative ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), magnitude).ptr;
  const auto length = static_cast<std::size_t>(end - digits.data());
  const auto fraction = static_cast<std::size_t>(decimals);

  if (negative) out += '-';
  if (fraction == 0) {
    out.append(digits.data(), length);
    return;
  }
  std::size_t kept = length;  // digits up to the last one that is not a trailing zero of the fraction
  const std::size_t whole = length > fraction ? length - fraction : 0;
  while (kept > whole && digits[kept - 1] == '0') --kept;
  if (whole == 0) {
    out += '0';
  } else {
    out.append(digits.data(), whole);
  }
  if (kept == whole) return;
  out += '.';
  if (length < fraction) out.append(fraction - length, '0');
  out.append(digits.data() + whole, kept - whole);
}

void append_double(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "NaN";
    return;
  }
  if (std::isinf(number)) {
    out += number > 0 ? "+Inf" : "-Inf";
    return;
  }
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  out.append(text.data(), end);
}

}  // namespace exporter::expose
