// SPDX-License-Identifier: Apache-2.0
// The version of the project, from the file VERSION by way of CMake.
#pragma once

#include <string_view>

namespace heartapp {

inline constexpr std::string_view version = HEARTAPP_VERSION;

}  // namespace heartapp
