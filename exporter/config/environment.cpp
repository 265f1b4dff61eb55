// SPDX-License-Identifier: Apache-2.0
#include "config/environment.hpp"

#include <algorithm>

#include "base/scan.hpp"
#include "config/words.hpp"

namespace exporter::config {

namespace {

bool is_service_link(std::string_view variable) {
  variable.remove_prefix(variable_prefix.size());
  return variable == "SERVICE_HOST" || variable == "SERVICE_PORT" || variable.starts_with("SERVICE_PORT_") ||
         variable == "PORT" ||
         (variable.starts_with("PORT_") && variable.find("_TCP") != std::string_view::npos) ||
         (variable.starts_with("PORT_") && variable.find("_UDP") != std::string_view::npos);
}

void refuse_unknown(const Environment& environment) {
  std::vector<std::string> known;
  for (const auto& option : options()) known.push_back(variable_of(option));
  for (const auto& [variable, value] : environment) {
    if (!variable.starts_with(variable_prefix) || is_service_link(variable)) continue;
    if (std::find(known.begin(), known.end(), variable) != known.end()) continue;
    throw ConfigError("environment: unknown variable " + quote(variable) + "; the nearest valid name is " +
                      nearest(variable, known));
  }
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const auto comma = text.find(',');
    parts.emplace_back(base::trim(text.substr(0, comma)));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

void add(const Option& option, const std::string& variable, const Environment& environment,
         std::vector<Setting>& to) {
  const auto found = environment.find(variable);
  if (found == environment.end() || found->second.empty()) return;
  to.push_back({&option, is_list(option) ? split(found->second) : std::vector{found->second}, variable});
}

}  // namespace

std::vector<Setting> read_environment(const Environment& environment) {
  refuse_unknown(environment);
  std::vector<Setting> settings;
  for (const auto& option : options()) {
    const auto before = settings.size();
    add(option, variable_of(option), environment, settings);
    if (settings.size() > before || option.also_variable.empty()) continue;
    add(option, std::string(option.also_variable), environment, settings);
  }
  return settings;
}

}  // namespace exporter::config
