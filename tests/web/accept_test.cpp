// SPDX-License-Identifier: Apache-2.0
#include "web/accept.hpp"

#include "support/catch.hpp"

using namespace exporter::web;
using namespace std::chrono_literals;

TEST_CASE("gzip when it is asked for, and not when it is refused") {
  for (const auto* text : {"gzip", "deflate, GZIP;q=0.5", "*", "br;q=1.0, gzip;q=0.8, *;q=0.1", "x-gzip"}) {
    INFO(text);
    CHECK(accepts_gzip(text));
  }
  for (const auto* text :
       {"", "identity", "gzip;q=0", "*;q=0", "gzip;q=0, *", "gzipped", "gzip;q=x", ",,;"}) {
    INFO(text);
    CHECK_FALSE(accepts_gzip(text));
  }
}

TEST_CASE("the scrape timeout leaves half a second for the way back") {
  CHECK(scrape_timeout("10", 1s) == 9500ms);
  CHECK(scrape_timeout("0.4", 1s) == 200ms);
  for (const auto* text : {"", "x", "-1", "0", "nan", "1e9", "inf"}) {
    INFO(text);
    CHECK(scrape_timeout(text, 1s) == 1s);
  }
}
