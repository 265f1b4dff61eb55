// SPDX-License-Identifier: Apache-2.0
// When two values of one series are the same.
#pragma once

#include <optional>
#include <string_view>

#include "compare/page.hpp"

namespace exporter::compare {

struct Limits {
  double tolerance = 0.1;     // of the larger value
  double interval = 5;        // seconds between the two scrapes of each
  bool one_exporter = false;  // compared with itself at two moments: a counter may only grow
};

// One series at two moments.
struct Observed {
  std::optional<Sample> earlier;
  Sample later;
  double seconds = 0;  // between the scrapes; timestamps on the page say it better
};

enum class Verdict {
  same,
  different,
  unknown,  // a counter of which one side has no rate: new, reset, or not collected anew between the scrapes
};

struct Compared {
  Verdict verdict = Verdict::same;
  bool rate = false;  // what follows are rates per second, else values
  double first = 0;
  double second = 0;
};

// A counter that moved is compared by its rate, one that stood still by its value. Rates are the same, too,
// when the difference is one of the scrapes' moments: less than 1 % of a second per second, or, with values
// within the tolerance, less growth than 0.1 % of the value. A gauge is compared by its range over the two
// scrapes; one that is an instant (container_last_seen, *_time_seconds) may differ by the interval and a
// second.
Compared compare_values(std::string_view family, bool counter, const Observed& first, const Observed& second,
                        const Limits& limits);

}  // namespace exporter::compare
