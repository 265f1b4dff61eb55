// SPDX-License-Identifier: Apache-2.0
#include "base/version.hpp"

namespace exporter::base {

std::string_view program() { return BUILD_PROGRAM; }
std::string_view version() { return BUILD_VERSION; }
std::string_view revision() { return BUILD_REVISION; }
std::string_view compiler() { return BUILD_COMPILER; }

}  // namespace exporter::base
