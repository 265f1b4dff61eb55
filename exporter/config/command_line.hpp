// SPDX-License-Identifier: Apache-2.0
// Flags as settings. The only door to CLI11.
#pragma once

#include <vector>

#include "config/option.hpp"

namespace exporter::config {

struct CommandLine {
  std::vector<Setting> settings;
  Action action = Action::serve;
  std::vector<std::string> warnings;
};

// --flag=value, --flag value, and Go's single dash for both; --flag and --no-flag for a switch. cAdvisor's
// flags become settings and warnings (config/cadvisor); where both are given ours win. Of a flag given twice
// the last counts, but a list takes them all. --help wins over --version, --version over everything else, a
// mistake included.
CommandLine read_command_line(const Arguments& arguments);

}  // namespace exporter::config
