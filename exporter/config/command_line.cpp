// SPDX-License-Identifier: Apache-2.0
#include "config/command_line.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <list>
#include <string_view>

#include "config/words.hpp"

namespace exporter::config {

namespace {

std::string flag(std::string_view name) { return "--" + std::string(name); }

bool takes_next(std::string_view argument) {
  const auto all = options();
  return std::any_of(all.begin(), all.end(),
                     [&](const Option& option) { return argument == flag(option.name); });
}

// CLI11 reads -port as -p -o -r -t, and takes the argument after "--flag=" for its value.
Arguments without_go_style(const Arguments& arguments) {
  Arguments result;
  bool is_value = false;
  for (std::string argument : arguments) {
    if (is_value) {
      result.push_back(argument);
      is_value = false;
      continue;
    }
    if (argument.size() > 2 && argument[0] == '-' && argument[1] != '-') argument.insert(0, "-");
    const bool empty_value = argument.starts_with("--") && argument.ends_with('=');
    if (empty_value) argument.pop_back();
    result.push_back(argument);
    if (empty_value) result.emplace_back();
    is_value = !empty_value && takes_next(argument);
  }
  return result;
}

class Parser {
 public:
  Parser() {
    app_.set_help_flag();
    app_.allow_extras();
    for (const auto& option : options()) {
      unused_.emplace_back();
      options_.push_back(app_.add_option(flag(option.name), unused_.back())->allow_extra_args(false));
    }
    for (const auto& action : action_flags()) {
      const std::string names = (action.action == Action::help ? "-h," : "") + flag(action.name);
      actions_.push_back(app_.add_flag(names)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
    }
  }

  CommandLine parse(const Arguments& arguments) {
    try {
      app_.parse(Arguments(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::Error& error) {
      throw ConfigError("flags: " + std::string(error.what()) + "; see --help");
    }
    CommandLine result;
    const auto chosen = actions();
    for (const auto action : {Action::help, Action::version}) {
      if (std::find(chosen.begin(), chosen.end(), action) == chosen.end()) continue;
      result.action = action;
      return result;
    }
    if (const auto rest = app_.remaining(); !rest.empty()) refuse(rest.front());
    if (chosen.size() > 1) refuse_several(chosen);
    if (!chosen.empty()) result.action = chosen.front();
    result.settings = settings();
    return result;
  }

 private:
  std::vector<Action> actions() const {
    std::vector<Action> chosen;
    for (std::size_t i = 0; i < actions_.size(); ++i) {
      if (actions_[i]->count() == 0) continue;
      const auto& value = actions_[i]->results().back();
      if (value != "true" && value != "false") {
        throw ConfigError(flag(action_flags()[i].name) + ": " + quote(value) +
                          " is not valid; expected no value");
      }
      if (value == "true") chosen.push_back(action_flags()[i].action);
    }
    return chosen;
  }

  std::vector<Setting> settings() const {
    std::vector<Setting> found;
    for (std::size_t i = 0; i < options_.size(); ++i) {
      if (options_[i]->count() == 0) continue;
      const auto& option = options()[i];
      found.push_back({&option, options_[i]->results(), flag(option.name)});
    }
    return found;
  }

  [[noreturn]] static void refuse(const std::string& argument) {
    if (!argument.starts_with('-')) {
      throw ConfigError("unexpected argument " + quote(argument) + "; flags start with --, see --help");
    }
    std::vector<std::string> known;
    for (const auto& option : options()) known.push_back(flag(option.name));
    for (const auto& action : action_flags()) known.push_back(flag(action.name));
    const auto given = argument.substr(0, argument.find('='));
    throw ConfigError("unknown flag " + quote(given) + "; the nearest valid name is " +
                      nearest(given, known));
  }

  [[noreturn]] static void refuse_several(const std::vector<Action>& chosen) {
    std::string names;
    for (const auto& action : action_flags()) {
      if (std::find(chosen.begin(), chosen.end(), action.action) == chosen.end()) continue;
      names += (names.empty() ? "" : " and ") + flag(action.name);
    }
    throw ConfigError(names + " exclude each other; give one");
  }

  CLI::App app_;
  std::list<std::vector<std::string>> unused_;  // CLI11 wants somewhere to store; results() is read instead
  std::vector<CLI::Option*> options_;           // as options()
  std::vector<CLI::Option*> actions_;           // as action_flags()
};

}  // namespace

CommandLine read_command_line(const Arguments& arguments) {
  return Parser().parse(without_go_style(arguments));
}

}  // namespace exporter::config
