// SPDX-License-Identifier: Apache-2.0
#include "base/number.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace exporter::base {

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

namespace {

// By printf, not to_chars, whose tables for doubles are 125 kB of a 4 MB binary.
void append_shortest(std::string& out, double number) {
  constexpr int always_enough = 17;
  std::array<char, 32> text{};
  for (int digits = 15; digits <= always_enough; ++digits) {
    const int length = std::snprintf(text.data(), text.size(), "%.*g", digits, number);
    if (digits < always_enough && std::strtod(text.data(), nullptr) != number) continue;
    out.append(text.data(), static_cast<std::size_t>(length));
    return;
  }
}

}  // namespace

void append_double(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "NaN";
    return;
  }
  if (std::isinf(number)) {
    out += number > 0 ? "+Inf" : "-Inf";
    return;
  }
  // Nearly every double here is an integer, or seconds from nanoseconds. With no more than 53 bits of them a
  // double has one decimal of nine digits, which is also the shortest that reads back.
  constexpr double nano = 1e9;
  constexpr double exact = 1LL << 53;
  if (std::abs(number) < exact && std::nearbyint(number) == number) {
    return append_decimal(out, std::llround(number), 0);
  }
  const double scaled = std::nearbyint(number * nano);
  if (std::abs(scaled) < exact && scaled / nano == number)
    return append_decimal(out, std::llround(scaled), 9);
  append_shortest(out, number);
}

}  // namespace exporter::base
