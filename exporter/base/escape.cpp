// SPDX-License-Identifier: Apache-2.0
#include "base/escape.hpp"

namespace exporter::base {

namespace {

// The length of the valid UTF-8 character that `text` begins with; 0 when it begins with none. RFC 3629: no
// overlong forms, no surrogates, nothing above U+10FFFF.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80) return 0;
  }
  const unsigned char second = byte(1);
  const bool overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
  const bool beyond = (first == 0xed && second > 0x9f) || (first == 0xf4 && second > 0x8f);
  return overlong || beyond ? 0 : length;
}

void append_escaped(std::string& out, std::string_view character) {
  if (character == "\\") {
    out += "\\\\";
  } else if (character == "\"") {
    out += "\\\"";
  } else if (character == "\n") {
    out += "\\n";
  } else {
    out += character;
  }
}

}  // namespace

std::string escape_label(std::string_view value, std::size_t longest) {
  constexpr std::string_view replacement = "\xef\xbf\xbd";  // U+FFFD
  std::string out;
  out.reserve(value.size());
  std::size_t used = 0;
  while (!value.empty()) {
    const std::size_t length = character_length(value);
    const std::string_view character = length == 0 ? replacement : value.substr(0, length);
    used += character.size();
    if (used > longest) break;
    append_escaped(out, character);
    value.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

std::string sanitize_label_name(std::string_view name) {
  std::string out(name);
  for (char& letter : out) {
    const bool legal = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9') || letter == '_';
    if (!legal) letter = '_';
  }
  return out;
}

}  // namespace exporter::base
