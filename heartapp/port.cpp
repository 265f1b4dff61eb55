// SPDX-License-Identifier: Apache-2.0
#include "port.hpp"

#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace heartapp {

std::uint16_t parse_port(const char* value) {
  const std::string_view text = value == nullptr ? "" : value;
  if (text.empty()) return default_port;
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), port);
  if (error == std::errc() && end == text.end() && port != 0) return port;
  throw std::invalid_argument(
      "HTTP_PORT is \"" + std::string(text) +
      "\", which is not a port: set it to a number from 1 to 65535, or unset it for " +
      std::to_string(default_port));
}

}  // namespace heartapp
