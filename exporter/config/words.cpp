// SPDX-License-Identifier: Apache-2.0
#include "config/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace exporter::config {

namespace {

constexpr std::size_t longest_quoted = 80;

void append_byte(std::string& to, unsigned char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (byte >= 0x20 && byte < 0x7f) {
    if (byte == '"' || byte == '\\') to += '\\';
    to += static_cast<char>(byte);
  } else {
    to += "\\x";
    to += digits[byte / 16U];
    to += digits[byte % 16U];
  }
}

// Optimal string alignment: three rows of the usual matrix.
std::size_t distance(std::string_view a, std::string_view b) {
  std::array<std::vector<std::size_t>, 3> rows;
  for (auto& row : rows) row.resize(b.size() + 1);
  auto& [before, above, row] = rows;
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

std::string quote(std::string_view text) {
  std::string result = "\"";
  for (const char c : text.substr(0, longest_quoted)) append_byte(result, static_cast<unsigned char>(c));
  return result + (text.size() > longest_quoted ? "...\"" : "\"");
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  word = word.substr(0, longest_quoted);  // whoever wrote the file does not choose how long this takes
  const auto closer = [&](const std::string& a, const std::string& b) {
    return distance(word, a) < distance(word, b);
  };
  const auto found = std::min_element(candidates.begin(), candidates.end(), closer);
  return found == candidates.end() ? std::string{} : *found;
}

}  // namespace exporter::config
