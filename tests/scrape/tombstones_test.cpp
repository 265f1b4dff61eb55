// SPDX-License-Identifier: Apache-2.0
#include "scrape/tombstones.hpp"

#include "support/catch.hpp"

using namespace exporter;
using scrape::Tombstones;

namespace {

constexpr model::Metric usage{.name = "container_usage", .help = "Use."};
constexpr model::Metric seen{.name = "container_last_seen", .help = "Seen."};
const Tombstones::Clock::time_point now{std::chrono::hours(1)};

model::Layout layout() {
  model::Layout result;
  result.series = {{&usage, 0}, {&seen, 1}};
  result.columns[0] = 2;
  return result;
}

model::Subject subject(const std::string& labels) {
  model::Subject result;
  result.labels = labels;
  result.sheets[0].labels.resize(1);
  result.sheets[0].values = {{7, true}, {1000, true}};
  return result;
}

std::vector<const model::Subject*> shown(Tombstones& tombstones, Tombstones::Clock::time_point at) {
  std::vector<const model::Subject*> result;
  tombstones.append_to(result, at);
  return result;
}

}  // namespace

TEST_CASE("of a dead container the time it was last seen stays, for a while") {
  Tombstones tombstones(layout(), std::chrono::seconds(300));
  tombstones.add("b", subject("id=\"b\""), now);
  tombstones.add("a", subject("id=\"a\""), now);
  const auto found = shown(tombstones, now + std::chrono::seconds(299));
  REQUIRE(found.size() == 2);
  CHECK(found[0]->labels == "id=\"a\"");
  CHECK_FALSE(found[0]->sheets[0].values[0].present);
  CHECK(found[0]->sheets[0].values[1].number == 1000);
  CHECK(shown(tombstones, now + std::chrono::seconds(300)).empty());
}

TEST_CASE("who comes back has no tombstone") {
  Tombstones tombstones(layout(), std::chrono::seconds(300));
  tombstones.add("a", subject("id=\"a\""), now);
  tombstones.remove("a");
  CHECK(shown(tombstones, now).empty());
}

TEST_CASE("with a lifetime of zero there are none") {
  Tombstones tombstones(layout(), std::chrono::seconds(0));
  tombstones.add("a", subject("id=\"a\""), now);
  CHECK(shown(tombstones, now).empty());
}
