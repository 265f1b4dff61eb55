// SPDX-License-Identifier: Apache-2.0
#include "config/help.hpp"

#include "base/version.hpp"
#include "config/option.hpp"

namespace exporter::config {

namespace {

constexpr std::size_t width = 100;
constexpr std::string_view indent = "        ";

void append_wrapped(std::string& to, std::string_view text) {
  std::string line(indent);
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    if (line.size() + 1 + word.size() > width) {
      to += line + "\n";
      line = indent;
    }
    if (line.size() > indent.size()) line += ' ';
    line += word;
    text.remove_prefix(word.size() == text.size() ? word.size() : word.size() + 1);
  }
  to += line + "\n";
}

std::string default_of(const Option& option) {
  Options defaults;
  if (const auto* text = std::get_if<Text>(&option.member)) return (*text)(defaults);
  if (const auto* toggle = std::get_if<Switch>(&option.member))
    return toggle->get(defaults) ? "true" : "false";
  if (const auto* number = std::get_if<Number>(&option.member)) return std::to_string((*number)(defaults));
  std::string joined;
  for (const auto& value : std::get<List>(option.member)(defaults))
    joined += (joined.empty() ? "" : ",") + value;
  return joined;
}

void append(std::string& to, const Option& option) {
  to += "  --" + std::string(option.name) + "=" + std::string(option.placeholder) + "\n";
  append_wrapped(to, option.help);
  const std::string value = default_of(option);
  std::string notes =
      (value.empty() ? "no default" : "default: " + value) + "; variable: " + variable_of(option);
  if (!option.also_variable.empty()) notes += ", else " + std::string(option.also_variable);
  append_wrapped(to, notes);
}

}  // namespace

std::string help_text() {
  std::string text =
      "usage: " + std::string(base::program()) + " [flags]\n       " + std::string(base::program()) +
      " compare URL [URL] [flags]   how two exporters differ; compare --help\n\n"
      "Per-container CPU, memory, network and block-I/O metrics for Prometheus, from cgroup\n"
      "files and the Docker socket.\n\n"
      "A flag wins over the environment, the environment over the file, the file over the default.\n"
      "--flag=VALUE, --flag VALUE and -flag=VALUE mean the same. In the file, --web.telemetry-path is\n"
      "the key telemetry-path below web. What is true or false is also --flag and --no-flag.\n"
      "cAdvisor's flags are accepted as they stand: docs/migrating-from-cadvisor.md.\n\noptions:\n";
  for (const auto& option : options()) append(text, option);
  text += "\ninstead of serving:\n";
  for (const auto& flag : action_flags()) {
    text += "  --" + std::string(flag.name) + "\n";
    append_wrapped(text, flag.help);
  }
  return text;
}

std::string version_text() {
  return std::string(base::program()) + ", version " + std::string(base::version()) + " (revision " +
         std::string(base::revision()) + ", " + std::string(base::compiler()) + ", C++20)\n";
}

}  // namespace exporter::config
