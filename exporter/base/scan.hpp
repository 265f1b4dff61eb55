// SPDX-License-Identifier: Apache-2.0
// Walking kernel text: lines, words, numbers. No allocation, no locale, no exceptions.
#pragma once

#include <charconv>
#include <cstdint>
#include <limits>
#include <string_view>

#include "base/result.hpp"

namespace exporter::base {

// Takes the next line off `text`, without its line feed. Call while !text.empty().
inline std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

// Takes the next word, separated by blanks or tabs, off `text`; empty at the end.
inline std::string_view take_word(std::string_view& text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) {
    text = {};
    return {};
  }
  text.remove_prefix(begin);
  const auto end = text.find_first_of(" \t");
  const auto word = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end);
  return word;
}

inline std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// A decimal number of the kernel. "max" is unlimited; so is anything above 2^62, which is how v1 spells it
// (memory.limit_in_bytes 9223372036854771712) and how an unsigned -1 looks. A negative counter, which some
// kernels show for a moment (opencontainers/cgroups clamps it too), is 0, but -1 is how v1 spells "no quota".
inline Result<std::int64_t> parse_number(std::string_view word) {
  constexpr std::uint64_t largest = std::uint64_t{1} << 62U;
  if (word == "max" || word == "-1") return Errc::unlimited;
  const bool negative = !word.empty() && word.front() == '-';
  if (negative) word.remove_prefix(1);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (end != word.data() + word.size() || word.empty()) return Errc::malformed;
  if (negative) return std::int64_t{0};
  if (error == std::errc::result_out_of_range) return Errc::malformed;
  if (number > largest) return Errc::unlimited;
  return static_cast<std::int64_t>(number);
}

}  // namespace exporter::base
