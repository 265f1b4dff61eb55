// SPDX-License-Identifier: Apache-2.0
// Catch2 2 and 3 name this matcher differently.
#pragma once

#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace support {

// Checks that `text` has `part` in it, and shows both when it has not.
inline void check_contains(std::string_view text, std::string_view part) {
  INFO(std::string(text) << "\nshould contain\n" << std::string(part));
  CHECK(text.find(part) != std::string_view::npos);
}

}  // namespace support
