// SPDX-License-Identifier: Apache-2.0
#include "scrape/oom_counts.hpp"

#include "support/catch.hpp"

using namespace exporter;

namespace {

constexpr model::Metric ooms{
    .name = "container_oom_events_total", .help = "OOMs.", .type = model::Type::counter};
using Events = std::vector<std::int64_t>;

struct Container {
  Container() : counts(layout()) {}
  static model::Layout layout() {
    model::Layout result;
    result.series = {{&ooms, 0}};
    result.columns[0] = 1;
    return result;
  }
  // What is shown when the kernel counts `kernel` in the life that began at `started`.
  std::int64_t shown(std::int64_t kernel, std::int64_t started, const Events& events) {
    subject.sheets[0].values = {{kernel, true}};
    counts.update("id", subject, started, events);
    return subject.sheets[0].values[0].number;
  }
  scrape::OomCounts counts;
  model::Subject subject;
};

}  // namespace

TEST_CASE("an OOM that both the kernel and Docker tell of is one") {
  Container container;
  CHECK(container.shown(0, 100, {}) == 0);
  CHECK(container.shown(1, 100, {}) == 1);
  CHECK(container.shown(1, 100, {150}) == 1);
  CHECK(container.shown(3, 100, {150}) == 3);  // one event, three processes
}

TEST_CASE("a restart begins at zero in the kernel and goes on here") {
  Container container;
  CHECK(container.shown(2, 100, {}) == 2);
  CHECK(container.shown(0, 200, {150}) == 2);
  CHECK(container.shown(1, 200, {150, 250}) == 3);
}

TEST_CASE("lives that no scrape saw are counted by their events") {
  Container container;
  CHECK(container.shown(0, 100, {}) == 0);
  CHECK(container.shown(0, 400, {150, 250, 350}) == 3);
  CHECK(container.shown(1, 400, {150, 250, 350}) == 4);
  CHECK(container.shown(1, 400, {150, 250, 350, 450}) == 4);
}

TEST_CASE("an event that comes late belongs to the life it happened in") {
  Container container;
  CHECK(container.shown(1, 100, {}) == 1);
  CHECK(container.shown(0, 200, {}) == 1);
  CHECK(container.shown(0, 200, {150}) == 1);
}

TEST_CASE("the count never falls, even when events are forgotten") {
  Container container;
  CHECK(container.shown(0, 100, {50, 60}) == 2);
  CHECK(container.shown(0, 100, {}) == 2);
}

TEST_CASE("without the kernel's number Docker's events are the number") {
  Container container;
  container.subject.sheets[0].values = {{}};
  container.counts.update("id", container.subject, 100, {150});
  CHECK(container.subject.sheets[0].values[0].present);
  CHECK(container.subject.sheets[0].values[0].number == 1);
}
