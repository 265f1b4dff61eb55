// SPDX-License-Identifier: Apache-2.0
// The message of the ConfigError that a call throws; every one has to be a single printable line.
#pragma once

#include <algorithm>
#include <string>

#include "config/config_error.hpp"
#include "support/catch.hpp"

template <typename Call>
std::string error_of(Call call) {
  try {
    call();
  } catch (const exporter::config::ConfigError& error) {
    const std::string message = error.what();
    CHECK(
        std::none_of(message.begin(), message.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }));
    return message;
  }
  return "no error";
}
