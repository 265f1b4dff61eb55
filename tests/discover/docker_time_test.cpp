// SPDX-License-Identifier: Apache-2.0
#include "discover/docker_time.hpp"

#include "support/catch.hpp"

using exporter::discover::parse_docker_time;

TEST_CASE("times of Docker and podman") {
  CHECK(parse_docker_time("2026-11-22T17:45:53.28998717Z") == 1795369553289987170);
  CHECK(parse_docker_time("2026-11-22T17:45:53Z") == 1795369553000000000);
  CHECK(parse_docker_time("2026-11-22T18:45:53.5+01:00") == 1795369553500000000);
  CHECK(parse_docker_time("2026-11-22T12:15:53.000000001-05:30") == 1795369553000000001);
  CHECK(parse_docker_time("2024-02-29T00:00:00Z") == 1709164800000000000);
  CHECK(parse_docker_time("1970-01-01T00:00:00.1Z") == 100000000);
}

TEST_CASE("never, and what is no time, is 0") {
  const auto text = GENERATE("0001-01-01T00:00:00Z", "", "yesterday", "2026-11-22", "2026-11-22T17:45:53",
                             "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-22T25:00:00Z",
                             "2026-11-22T17:45:53.5", "2026-11-22T17:45:53Zx", "2026-11-22 17:45:53Z",
                             "9999-11-22T17:45:53Z", "2026-11-22T17:45:53+1:00", "1969-12-31T23:59:59Z",
                             "2026--1-22T17:45:53Z");
  CAPTURE(text);
  CHECK(parse_docker_time(text) == 0);
}

TEST_CASE("more digits than nanoseconds are passed over") {
  CHECK(parse_docker_time("2026-11-22T17:45:53.1234567899999Z") == 1795369553123456789);
}
