// SPDX-License-Identifier: Apache-2.0
#include "discover/api_version.hpp"

#include "support/catch.hpp"

using namespace exporter::discover;
using exporter::base::Errc;

TEST_CASE("versions are compared by number") {
  CHECK(is_older_api("1.9", "1.24"));
  CHECK_FALSE(is_older_api("1.24", "1.9"));
  CHECK(is_older_api("1.47", "2.0"));
  CHECK_FALSE(is_older_api("1.41", "1.41"));
  CHECK(is_older_api("rubbish", "1.0"));
}

TEST_CASE("the version agreed on lies between the engine's floor and ceiling") {
  struct Case {
    const char* engine;
    const char* newest;
    const char* oldest;
    const char* agreed;
  };
  const auto each = GENERATE(values<Case>({
      {"Docker 1.9", "1.21", "", "1.21"},
      {"Docker 1.13", "1.25", "1.12", "1.25"},
      {"Docker 20.10", "1.41", "1.12", "1.41"},
      {"Docker 26.1", "1.45", "1.24", "1.45"},
      {"Docker 28", "1.51", "1.24", "1.47"},
      {"Docker 29", "1.52", "1.44", "1.47"},
      {"a floor above ours", "1.60", "1.50", "1.50"},
      {"podman 4.3", "1.41", "1.24", "1.41"},
      {"a floor that is no version", "1.41", "none", "1.41"},
  }));
  CAPTURE(each.engine);
  const auto agreed = negotiate_api(each.newest, each.oldest);
  REQUIRE(agreed);
  CHECK(*agreed == each.agreed);
}

TEST_CASE("what is no version is not put into a request") {
  const auto text =
      GENERATE("", "1", "1.", ".41", "1.41/../../x", "1.41 ", "v1.41", "-1.2", "1.99999999999999");
  CAPTURE(text);
  CHECK(negotiate_api(text, "1.12").error() == Errc::malformed);
}
