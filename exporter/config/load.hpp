// SPDX-License-Identifier: Apache-2.0
// From what the user gave to Options: flags over environment over the YAML file over the defaults of Config.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "config/config_error.hpp"

namespace exporter::config {

enum class Action { serve, once, check_config, list_metrics, healthcheck, version, help };

struct Options {
  Config config;
  Action action = Action::serve;
  std::string config_file;            // empty: none was given
  std::vector<std::string> warnings;  // one line each, to be logged: flags of cAdvisor that do nothing here
  std::string text;                   // what to print on standard output for Action::version and Action::help
};

using Arguments = std::vector<std::string>;              // without the program's name
using Environment = std::map<std::string, std::string>;  // a variable that is set but empty counts as unset

Arguments arguments_of(int count, const char* const* values);  // main's argc and argv
Environment environment_of(const char* const* variables);      // ::environ

// Throws ConfigError. Reads no file but the one named by --config.file; --help and --version read nothing.
Options load(const Arguments& arguments, const Environment& environment);

}  // namespace exporter::config
