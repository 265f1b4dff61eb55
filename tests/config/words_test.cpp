// SPDX-License-Identifier: Apache-2.0
#include "config/words.hpp"

#include "support/catch.hpp"

using exporter::config::nearest;
using exporter::config::quote;

TEST_CASE("quoted text is one printable line") {
  CHECK(quote("plain") == R"("plain")");
  CHECK(quote("a\"b\\c") == R"("a\"b\\c")");
  CHECK(quote(std::string_view("\0\x1b[31m\n\xff\x7f", 9)) == R"("\x00\x1b[31m\x0a\xff\x7f")");
  CHECK(quote("") == R"("")");
}

TEST_CASE("quoted text is short") {
  CHECK(quote(std::string(80, 'x')) == "\"" + std::string(80, 'x') + "\"");
  CHECK(quote(std::string(100'000, 'x')) == "\"" + std::string(80, 'x') + "...\"");
}

TEST_CASE("the nearest word needs the fewest edits") {
  const std::vector<std::string> names{"web.listen-address", "web.telemetry-path", "log.level", "log.format"};
  CHECK(nearest("web.listen-adress", names) == "web.listen-address");
  CHECK(nearest("web.listen-addresss", names) == "web.listen-address");
  CHECK(nearest("log.lovel", names) == "log.level");
  CHECK(nearest("log.levle", names) == "log.level");
  CHECK(nearest("", names) == "log.level");
}

TEST_CASE("swapped neighbours are one edit") {
  CHECK(nearest("ba", {"xx", "b", "ab"}) == "b");
  CHECK(nearest("form", {"farm", "from"}) == "farm");
  CHECK(nearest("abdc", {"abxy", "abcd"}) == "abcd");
}

TEST_CASE("a nearest word needs candidates, and a huge word little time") {
  CHECK(nearest("x", {}).empty());
  CHECK(nearest(std::string(10'000'000, 'x'), {"abc", "xxxx"}) == "xxxx");
}
