// SPDX-License-Identifier: Apache-2.0
// The YAML file as settings. The only door to yaml-cpp.
#pragma once

#include <string>
#include <vector>

#include "config/option.hpp"

namespace exporter::config {

// A file with nothing but comments sets nothing; one with no text at all is refused, since it is more often a
// failed copy than an intention. Throws ConfigError that names file:line.
std::vector<Setting> read_yaml(const std::string& path);

}  // namespace exporter::config
