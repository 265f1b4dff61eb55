// SPDX-License-Identifier: Apache-2.0
#include "port.hpp"

#include <stdexcept>
#include <string>

#include "support/catch.hpp"

using heartapp::parse_port;

TEST_CASE("An unset or empty HTTP_PORT means 8080") {
  CHECK(parse_port(nullptr) == 8080);
  CHECK(parse_port("") == 8080);
}

TEST_CASE("HTTP_PORT takes every port") {
  CHECK(parse_port("1") == 1);
  CHECK(parse_port("8888") == 8888);
  CHECK(parse_port("65535") == 65535);
}

TEST_CASE("A bad HTTP_PORT is named with its value and the remedy") {
  const std::string value = GENERATE("0", "65536", "-1", "+80", "80x", " 80", "80 ", "http", "8.0", "0x50",
                                     "99999999999999999999", "\n");
  try {
    parse_port(value.c_str());
    FAIL("accepted " << value);
  } catch (const std::invalid_argument& error) {
    CHECK(std::string(error.what()) ==
          "HTTP_PORT is \"" + value +
              "\", which is not a port: set it to a number from 1 to 65535, or unset it for 8080");
  }
}
