// SPDX-License-Identifier: Apache-2.0
// The table of options, the one place that lists them: an option is a row. Flags, environment variables, the
// YAML file, --help and the test of config/exporter.yml all walk it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/check.hpp"
#include "config/load.hpp"

namespace exporter::config {

using Text = std::string& (*)(Options&);
using List = std::vector<std::string>& (*)(Options&);  // none twice
using Number = std::size_t& (*)(Options&);             // decimal digits, small: its check sees to both

// "true" or "false"; on the command line also --NAME and --no-NAME.
struct Switch {
  bool (*get)(const Options&);
  void (*set)(Options&, bool);
};

// Everything else follows from the name: "web.listen-address" is the flag --web.listen-address, the YAML key
// listen-address below web, and the variable CONTAINER_EXPORTER_WEB_LISTEN_ADDRESS (a list is
// comma-separated).
struct Option {
  std::string_view name;
  std::string_view placeholder;  // "ADDRESS", for --help
  std::string_view help;
  const Check& check;  // of one value
  std::variant<Text, List, Switch, Number> member;
  std::string_view also_variable = {};  // honoured when neither the flag nor our own variable is given
  bool in_file = true;                  // has a YAML key
  bool may_be_empty = false;            // a list: needs no value
};

// A flag that says what to do instead of serving.
struct ActionFlag {
  std::string_view name;
  Action action;
  std::string_view help;
};

std::span<const Option> options();
std::span<const ActionFlag> action_flags();
const Option& option_named(std::string_view name);  // one that exists

inline constexpr std::string_view variable_prefix = "CONTAINER_EXPORTER_";
std::string variable_of(const Option& option);
bool is_list(const Option& option);
bool is_switch(const Option& option);

// What one source says about one option, not looked at yet.
struct Setting {
  const Option* option = nullptr;
  std::vector<std::string> values;
  std::string source;  // "--log.level", "CONTAINER_EXPORTER_LOG_LEVEL", "exporter.yml:12: log.level"
};

// Checks the values and stores them, in place of what is there. Throws ConfigError.
void apply(const Setting& setting, Options& to);

}  // namespace exporter::config
