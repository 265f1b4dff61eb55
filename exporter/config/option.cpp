// SPDX-License-Identifier: Apache-2.0
#include "config/option.hpp"

#include <algorithm>
#include <cctype>

#include "config/words.hpp"

namespace exporter::config {

namespace {

void check(const Setting& setting) {
  if (setting.values.empty() && !setting.option->may_be_empty) {
    throw ConfigError(setting.source + ": expected at least one of " +
                      std::string(setting.option->check.expected));
  }
  for (const auto& value : setting.values) {
    if (setting.option->check.accepts(value)) continue;
    throw ConfigError(setting.source + ": " + quote(value) + " is not valid; expected " +
                      std::string(setting.option->check.expected));
  }
}

void check_distinct(const Setting& setting) {
  const auto& values = setting.values;
  for (auto value = values.begin(); value != values.end(); ++value) {
    if (std::find(values.begin(), value, *value) == value) continue;
    throw ConfigError(setting.source + ": " + quote(*value) + " is given twice; remove one");
  }
}

}  // namespace

std::string variable_of(const Option& option) {
  std::string variable(variable_prefix);
  for (const char c : option.name) {
    const bool separator = c == '.' || c == '-';
    variable += separator ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return variable;
}

bool is_list(const Option& option) { return std::holds_alternative<List>(option.member); }

bool is_switch(const Option& option) { return std::holds_alternative<Switch>(option.member); }

const Option& option_named(std::string_view name) {
  const auto all = options();
  return *std::find_if(all.begin(), all.end(), [&](const Option& option) { return option.name == name; });
}

void apply(const Setting& setting, Options& to) {
  check(setting);
  if (const auto* list = std::get_if<List>(&setting.option->member)) {
    check_distinct(setting);
    (*list)(to) = setting.values;
  } else if (const auto* toggle = std::get_if<Switch>(&setting.option->member)) {
    toggle->set(to, setting.values.back() == "true");
  } else if (const auto* number = std::get_if<Number>(&setting.option->member)) {
    (*number)(to) = std::stoul(setting.values.back());
  } else {
    std::get<Text>(setting.option->member)(to) = setting.values.back();
  }
}

}  // namespace exporter::config
