// SPDX-License-Identifier: Apache-2.0
#include "base/scan.hpp"

#include "support/catch.hpp"

using namespace exporter::base;

TEST_CASE("numbers as the kernel writes them") {
  CHECK(*parse_number("0") == 0);
  CHECK(*parse_number("4611686018427387904") == 4611686018427387904);
}

TEST_CASE("max, -1 and anything above 2^62 are unlimited") {
  for (const auto* text :
       {"max", "-1", "9223372036854771712", "18446744073709551615", "4611686018427387905"}) {
    INFO(text);
    CHECK(parse_number(text).error() == Errc::unlimited);
  }
}

TEST_CASE("a negative counter is zero") { CHECK(*parse_number("-4096") == 0); }

TEST_CASE("what is no number is malformed") {
  for (const auto* text : {"", "-", "1x", "x1", "1 ", " 1", "0x10", "1.5", "18446744073709551616", "max1"}) {
    INFO(text);
    CHECK(parse_number(text).error() == Errc::malformed);
  }
}

TEST_CASE("lines and words are taken off one by one") {
  std::string_view text = "a  b\n\nlast";
  auto line = take_line(text);
  CHECK(take_word(line) == "a");
  CHECK(take_word(line) == "b");
  CHECK(take_word(line).empty());
  CHECK(take_line(text).empty());
  CHECK(take_line(text) == "last");
  CHECK(text.empty());
}
