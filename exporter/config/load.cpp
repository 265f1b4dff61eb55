// SPDX-License-Identifier: Apache-2.0
#include "config/load.hpp"

#include "config/command_line.hpp"
#include "config/environment.hpp"
#include "config/help.hpp"
#include "config/option.hpp"
#include "config/yaml_file.hpp"

namespace exporter::config {

namespace {

void apply_all(const std::vector<Setting>& settings, Options& to) {
  for (const auto& setting : settings) apply(setting, to);
}

bool contains(const std::vector<Setting>& settings, const Option* option) {
  for (const auto& setting : settings) {
    if (setting.option == option) return true;
  }
  return false;
}

// Somebody else's variable (DOCKER_HOST may well be ssh://) is no mistake when a flag overrides it.
void drop_overridden_foreign(std::vector<Setting>& environment, const std::vector<Setting>& flags) {
  std::erase_if(environment, [&](const Setting& setting) {
    return setting.source == setting.option->also_variable && contains(flags, setting.option);
  });
}

}  // namespace

Arguments arguments_of(int count, const char* const* values) {
  return count > 1 ? Arguments(values + 1, values + count) : Arguments{};
}

Environment environment_of(const char* const* variables) {
  Environment result;
  for (; variables != nullptr && *variables != nullptr; ++variables) {
    const std::string variable = *variables;
    const auto equals = variable.find('=');
    if (equals != std::string::npos) result.emplace(variable.substr(0, equals), variable.substr(equals + 1));
  }
  return result;
}

Options load(const Arguments& arguments, const Environment& environment) {
  const CommandLine command_line = read_command_line(arguments);
  Options options;
  options.action = command_line.action;
  options.warnings = command_line.warnings;
  if (options.action == Action::help) options.text = help_text();
  if (options.action == Action::version) options.text = version_text();
  if (!options.text.empty()) return options;

  auto variables = read_environment(environment);
  drop_overridden_foreign(variables, command_line.settings);
  Options named;  // only for the name of the file, which is read first and applied last
  apply_all(variables, named);
  apply_all(command_line.settings, named);

  if (!named.config_file.empty()) apply_all(read_yaml(named.config_file), options);
  apply_all(variables, options);
  apply_all(command_line.settings, options);
  return options;
}

}  // namespace exporter::config
