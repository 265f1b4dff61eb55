// SPDX-License-Identifier: Apache-2.0
// The environment variable HTTP_PORT.
#pragma once

#include <cstdint>

namespace heartapp {

inline constexpr std::uint16_t default_port = 8080;

// `value` is HTTP_PORT as getenv() returns it: a null pointer or an empty text mean default_port. Throws
// std::invalid_argument, with the value and the remedy, for anything but a number from 1 to 65535.
std::uint16_t parse_port(const char* value);

}  // namespace heartapp
