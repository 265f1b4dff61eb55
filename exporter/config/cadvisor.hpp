// SPDX-License-Identifier: Apache-2.0
// cAdvisor's command line as settings of ours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/cadvisor_flags.hpp"
#include "config/option.hpp"

namespace exporter::config {

struct CadvisorArgument {
  const CadvisorFlag* flag = nullptr;
  std::optional<std::string> value;  // a boolean without one is true
};

struct Translation {
  std::vector<Setting> settings;      // their source is cAdvisor's flag, "-port"
  std::vector<std::string> warnings;  // one line each: what is accepted and does nothing here, and why
};

// Of a flag given twice the last counts, as there. Throws ConfigError for a value missing or no boolean; the
// others are looked at when the settings are applied.
Translation translate(const std::vector<CadvisorArgument>& arguments);

}  // namespace exporter::config
