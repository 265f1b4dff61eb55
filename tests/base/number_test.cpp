// SPDX-License-Identifier: Apache-2.0
#include "base/number.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace exporter::base;

namespace {

std::string decimal(std::int64_t number, int decimals) {
  std::string out;
  append_decimal(out, number, decimals);
  return out;
}

std::string text(double number) {
  std::string out;
  append_double(out, number);
  return out;
}

}  // namespace

TEST_CASE("integers are shifted exactly, without trailing zeros") {
  CHECK(decimal(0, 0) == "0");
  CHECK(decimal(0, 9) == "0");
  CHECK(decimal(42, 0) == "42");
  CHECK(decimal(1500, 3) == "1.5");
  CHECK(decimal(1000, 3) == "1");
  CHECK(decimal(100000, 3) == "100");
  CHECK(decimal(1, 9) == "0.000000001");
  CHECK(decimal(123456789012345678, 9) == "123456789.012345678");
  CHECK(decimal(500, 3) == "0.5");
  CHECK(decimal(-1, 0) == "-1");
  CHECK(decimal(-1500, 3) == "-1.5");
  CHECK(decimal(std::numeric_limits<std::int64_t>::max(), 0) == "9223372036854775807");
  CHECK(decimal(std::numeric_limits<std::int64_t>::min(), 0) == "-9223372036854775808");
}

TEST_CASE("doubles read back as themselves") {
  CHECK(text(0.1) == "0.1");
  CHECK(text(1) == "1");
  CHECK(text(-2.5) == "-2.5");
  CHECK(text(0.000123456) == "0.000123456");
  CHECK(text(1763895600.23) == "1763895600.23");
  CHECK(std::stod(text(1e-300)) == 1e-300);
  for (const double number :
       {1.7976931348623157e308, 123456789012345.67, 1e21, 4.35, 0.1 + 0.2, 9.1e9, 1e-10}) {
    INFO(number);
    CHECK(std::stod(text(number)) == number);
  }
  CHECK(std::stod(text(1.0 / 3)) == 1.0 / 3);
  CHECK(text(std::numeric_limits<double>::infinity()) == "+Inf");
  CHECK(text(-std::numeric_limits<double>::infinity()) == "-Inf");
  CHECK(text(std::numeric_limits<double>::quiet_NaN()) == "NaN");
}
