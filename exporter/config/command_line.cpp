// SPDX-License-Identifier: Apache-2.0
#include "config/command_line.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <list>
#include <optional>
#include <string_view>

#include "config/cadvisor.hpp"
#include "config/words.hpp"

namespace exporter::config {

namespace {

std::string flag(std::string_view name) { return "--" + std::string(name); }

const Option* find_option(std::string_view name) {
  for (const auto& option : options()) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

bool is_go_boolean(std::string_view argument) { return argument == "true" || argument == "false"; }

// Sorts the arguments before CLI11 sees them, which reads -port as -p -o -r -t, and takes the argument after
// "--flag=" for its value.
class Sorter {
 public:
  explicit Sorter(const Arguments& arguments) : arguments_(arguments) {
    if (!arguments_.empty() && arguments_[0].ends_with("/cadvisor") && !arguments_[0].starts_with('-'))
      next_ = 1;
    while (next_ < arguments_.size()) take(arguments_[next_++]);
  }

  Arguments ours;
  std::vector<CadvisorArgument> cadvisors;

 private:
  void take(std::string argument) {
    const bool single_dash = argument.size() > 2 && argument[0] == '-' && argument[1] != '-';
    if (single_dash || argument == "-v") argument.insert(0, "-");
    if (!argument.starts_with("--")) return ours.push_back(argument);
    const auto equals = argument.find('=');
    const std::string name = argument.substr(2, equals == std::string::npos ? equals : equals - 2);
    std::optional<std::string> value;
    if (equals != std::string::npos) value = argument.substr(equals + 1);
    if (const auto* flag = find_cadvisor_flag(name)) return take_cadvisors(*flag, value);
    take_ours(name, value);
  }

  void take_cadvisors(const CadvisorFlag& flag, std::optional<std::string> value) {
    const bool has_next = next_ < arguments_.size();
    // "-docker_only true" is wrong for Go, which stops reading there, but it is plain what is meant.
    const bool takes_next = !value && has_next && (!flag.boolean || is_go_boolean(arguments_[next_]));
    cadvisors.push_back({&flag, takes_next ? arguments_[next_++] : std::move(value)});
  }

  void take_ours(std::string name, std::optional<std::string> value) {
    if (name == "labels") name = "labels.base";
    if (name == "tombstone") name = "containers.tombstone";
    const Option* option = find_option(name);
    if (option == nullptr && name.starts_with("no-") && !value) {
      const Option* negated = find_option(std::string_view(name).substr(3));
      if (negated != nullptr && is_switch(*negated)) {
        ours.push_back(flag(negated->name));
        ours.emplace_back("false");
        return;
      }
    }
    if (option != nullptr && is_switch(*option) && !value) value = "true";
    if (option == nullptr && value && !value->empty()) return ours.push_back(flag(name) + "=" + *value);
    ours.push_back(flag(name));
    if (value) {
      ours.push_back(*value);
    } else if (option != nullptr && next_ < arguments_.size()) {
      ours.push_back(arguments_[next_++]);
    }
  }

  const Arguments& arguments_;
  std::size_t next_ = 0;
};

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
    for (const auto& cadvisors : cadvisor_flags()) known.push_back(flag(cadvisors.name));
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
  const Sorter sorted(arguments);
  CommandLine result = Parser().parse(sorted.ours);
  if (result.action == Action::help || result.action == Action::version) return result;
  auto translated = translate(sorted.cadvisors);
  // Ours come last, so that they win.
  result.settings.insert(result.settings.begin(), translated.settings.begin(), translated.settings.end());
  result.warnings = std::move(translated.warnings);
  return result;
}

}  // namespace exporter::config
