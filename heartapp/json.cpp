// SPDX-License-Identifier: Apache-2.0
#include "json.hpp"

#include <cstddef>

namespace heartapp {
namespace {

unsigned char byte_at(std::string_view text, std::size_t index) {
  return index < text.size() ? static_cast<unsigned char>(text[index]) : 0;
}

bool is_plain(unsigned char byte) { return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\'; }

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The length of the well-formed multi-byte sequence that `text` starts with, 0 where there is none. The
// second byte's range is narrower after E0, ED, F0 and F4 (RFC 3629, section 4).
std::size_t sequence_length(std::string_view text) {
  const unsigned char first = byte_at(text, 0);
  const unsigned char second = byte_at(text, 1);
  if (!is_continuation(second)) return 0;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (!is_continuation(byte_at(text, 2))) return 0;
  if (first == 0xE0) return second >= 0xA0 ? 3 : 0;
  if (first == 0xED) return second <= 0x9F ? 3 : 0;
  if (first >= 0xE1 && first <= 0xEF) return 3;
  if (!is_continuation(byte_at(text, 3))) return 0;
  if (first == 0xF0) return second >= 0x90 ? 4 : 0;
  if (first == 0xF4) return second <= 0x8F ? 4 : 0;
  return first >= 0xF1 && first <= 0xF3 ? 4 : 0;
}

void append_escaped(std::string& out, unsigned char byte) {
  constexpr std::string_view hex = "0123456789abcdef";
  if (byte == '"' || byte == '\\') {
    out += '\\';
    out += static_cast<char>(byte);
  } else {
    out += "\\u00";
    out += hex[byte >> 4U];
    out += hex[byte & 0xFU];
  }
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    std::size_t length = 0;
    while (length < text.size() && is_plain(byte_at(text, length))) ++length;
    if (length == 0) length = sequence_length(text);
    if (length != 0) {
      out += text.substr(0, length);
    } else {
      if (byte_at(text, 0) < 0x80) {
        append_escaped(out, byte_at(text, 0));
      } else {
        out += "\uFFFD";
      }
      length = 1;
    }
    text.remove_prefix(length);
  }
  out += '"';
}

}  // namespace heartapp
