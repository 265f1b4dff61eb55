// SPDX-License-Identifier: Apache-2.0
#include "processes/load.hpp"

#include "support/catch.hpp"

using exporter::processes::Load;

TEST_CASE("the first sample is the average, later ones count by the time that passed") {
  Load load;
  Load::Clock::time_point now{std::chrono::hours(1)};
  load.add(now, 4);
  CHECK(load.thousandths() == 4000);
  load.add(now, 0);  // no time passed
  CHECK(load.thousandths() == 4000);
  load.add(now + std::chrono::seconds(10), 0);  // 4 / e
  CHECK(load.thousandths() == 1471);
  load.add(now + std::chrono::hours(1), 2);
  CHECK(load.thousandths() == 2000);
}
