// SPDX-License-Identifier: Apache-2.0
// Strings that the compiler puts together, for tables whose rows differ in a part of their names.
#pragma once

#include <algorithm>
#include <cstddef>

#include "read/row.hpp"

namespace exporter::read::tables {

template <std::size_t size>
struct Text {
  char letters[size] = {};
  consteval Text() = default;
  consteval Text(const char (&text)[size]) { std::copy_n(text, size, letters); }
  constexpr Literal literal() const { return letters; }
};

template <std::size_t left, std::size_t right>
consteval Text<left + right - 1> operator+(Text<left> a, Text<right> b) {
  Text<left + right - 1> result;
  std::copy_n(a.letters, left, result.letters);
  std::copy_n(b.letters, right, result.letters + left - 1);
  return result;
}

template <Text text>
inline constexpr auto kept = text;

}  // namespace exporter::read::tables
