// SPDX-License-Identifier: Apache-2.0
// What this build calls itself. The version is the repository's VERSION file; see base/CMakeLists.txt.
#pragma once

#include <string_view>

namespace exporter::base {

std::string_view program();   // "container-exporter"
std::string_view version();   // "0.1.0"
std::string_view revision();  // the abbreviated commit, or "unknown" where the build had no git
std::string_view compiler();  // "g++ 12.2.0", "clang 14.0.6"

}  // namespace exporter::base
