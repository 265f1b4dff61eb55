// SPDX-License-Identifier: Apache-2.0
// The one exception of this directory: what() is one printable line that names the flag, variable or
// file:line, what was expected there, and the remedy.
#pragma once

#include <stdexcept>

namespace exporter::config {

class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace exporter::config
