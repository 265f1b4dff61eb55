// SPDX-License-Identifier: Apache-2.0
// Which version of the Engine API to speak.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace exporter::discover {

// The newest this program was written for (Engine 27). Nothing it uses has changed since 1.24.
inline constexpr std::string_view newest_known_api = "1.47";

// By number: 1.9 is older than 1.24. Malformed counts as 0.0.
bool is_older_api(std::string_view left, std::string_view right);

// Ours, or the engine's newest where that is older, but never below what the engine still accepts: Engine 29
// refuses everything before 1.44. `oldest` is empty from engines before 1.12. Malformed: `newest` is no
// version.
base::Result<std::string> negotiate_api(std::string_view newest, std::string_view oldest,
                                        std::string_view ours = newest_known_api);

}  // namespace exporter::discover
