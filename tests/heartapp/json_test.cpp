// SPDX-License-Identifier: Apache-2.0
#include "json.hpp"

#include <string>

#include "running_server.hpp"
#include "support/catch.hpp"

namespace {

std::string json(std::string_view text) {
  std::string out;
  heartapp::append_json(out, text);
  return out;
}

const std::string unknown = "\xEF\xBF\xBD";

}  // namespace

TEST_CASE("Plain text is only quoted") {
  CHECK(json("") == R"("")");
  CHECK(json("/ping?x=1&y=~") == R"("/ping?x=1&y=~")");
}

TEST_CASE("Quotes, backslashes and control characters are escaped") {
  CHECK(json("a\"b\\c") == R"("a\"b\\c")");
  CHECK(json(std::string_view("\0\n\x1f", 3)) == R"("\u0000\u000a\u001f")");
  CHECK(json("\x7f") == "\"\x7f\"");
}

TEST_CASE("Well-formed UTF-8 stays as it is") {
  const std::string text = GENERATE("\u00e9", "\u20ac", "\U0001F600", "\u0080", "\u07FF", "\u0800", "\uD7FF",
                                    "\uE000", "\uFFFF", "\U00010000", "\U0010FFFF", "a\u00e9b\u20acc");
  CHECK(json(text) == "\"" + text + "\"");
}

TEST_CASE("Each byte that is not UTF-8 becomes the replacement character") {
  CHECK(json("\x80") == "\"" + unknown + "\"");
  CHECK(json("a\xFFz") == "\"a" + unknown + "z\"");
  CHECK(json("\xC0\x80") == "\"" + unknown + unknown + "\"");                              // overlong
  CHECK(json("\xE0\x9F\xBF") == "\"" + unknown + unknown + unknown + "\"");                // overlong
  CHECK(json("\xF0\x8F\xBF\xBF") == "\"" + unknown + unknown + unknown + unknown + "\"");  // overlong
  CHECK(json("\xED\xA0\x80") == "\"" + unknown + unknown + unknown + "\"");                // surrogate
  CHECK(json("\xF4\x90\x80\x80") == "\"" + unknown + unknown + unknown + unknown + "\"");  // above 10FFFF
  CHECK(json("\xE2\x82") == "\"" + unknown + unknown + "\"");                              // cut off
  CHECK(json("\xE2\x82z") == "\"" + unknown + unknown + "z\"");
  CHECK(json("\xF0\x9F\x98\"") == "\"" + unknown + unknown + unknown + "\\\"\"");
}

TEST_CASE("Every pair of bytes makes a valid JSON string") {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second)};
      REQUIRE_NOTHROW(parse_json("{\"key\":" + json(text) + "}"));
    }
  }
}
