// SPDX-License-Identifier: Apache-2.0
#include "discover/event_lines.hpp"

#include <vector>

#include "support/catch.hpp"

using exporter::discover::EventLines;

namespace {

std::vector<std::string> fed(const std::vector<std::string>& pieces) {
  EventLines lines;
  std::vector<std::string> taken;
  for (const auto& piece : pieces) {
    lines.feed(piece, [&](std::string_view line) { taken.emplace_back(line); });
  }
  return taken;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines are whole however the stream is cut") {
  CHECK(fed({"one\ntwo\nthr"}) == Lines{"one", "two"});
  CHECK(fed({"o", "n", "e", "\n", "tw", "o\nthree\n"}) == Lines{"one", "two", "three"});
  CHECK(fed({"\n\none\n\n", "", "\ntwo\n"}) == Lines{"one", "two"});
}

TEST_CASE("a line without end takes no memory and costs no other line") {
  std::vector<std::string> pieces(64, std::string(100'000, 'x'));
  pieces.push_back("y\nnext\n");
  CHECK(fed(pieces) == Lines{"next"});
  const std::string longest(EventLines::longest, 'x');
  CHECK(fed({longest + "\n" + longest + "x\nnext\n"}) == Lines{longest, "next"});
}
