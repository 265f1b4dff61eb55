// SPDX-License-Identifier: Apache-2.0
#include "config/command_line.hpp"

#include <map>

#include "error_of.hpp"
#include "support/catch.hpp"
#include "support/contains.hpp"

using namespace exporter::config;
using Values = std::vector<std::string>;
using support::check_contains;

namespace {

std::map<std::string, Values> given(const Arguments& arguments) {
  std::map<std::string, Values> result;
  for (const auto& setting : read_command_line(arguments).settings) {
    result[std::string(setting.option->name)] = setting.values;
  }
  return result;
}

std::string refusal(const Arguments& arguments) {
  return error_of([&] { read_command_line(arguments); });
}

}  // namespace

TEST_CASE("every option of the table is a flag, in four spellings") {
  for (const auto& option : options()) {
    const std::string name(option.name);
    CAPTURE(name);
    if (is_switch(option)) continue;
    const std::map<std::string, Values> expected{{name, {"some=value"}}};
    CHECK(given({"--" + name + "=some=value"}) == expected);
    CHECK(given({"--" + name, "some=value"}) == expected);
    CHECK(given({"-" + name + "=some=value"}) == expected);
    CHECK(given({"-" + name, "some=value"}) == expected);
    CHECK(read_command_line({"--" + name, "x"}).settings[0].source == "--" + name);
  }
}

TEST_CASE("a switch is on by its name, off by no- and its name, or has a value with =") {
  for (const auto& option : options()) {
    const std::string name(option.name);
    CAPTURE(name);
    if (!is_switch(option)) {
      CHECK(refusal({"--no-" + name}).find("unknown flag") == 0);
      continue;
    }
    const std::map<std::string, Values> on{{name, {"true"}}};
    const std::map<std::string, Values> off{{name, {"false"}}};
    CHECK(given({"--" + name}) == on);
    CHECK(given({"-" + name}) == on);
    CHECK(given({"--" + name + "=true"}) == on);
    CHECK(given({"--" + name + "=false"}) == off);
    CHECK(given({"--no-" + name}) == off);
    CHECK(read_command_line({"--" + name, "--once"}).action == Action::once);
  }
}

TEST_CASE("--labels is short for --labels.base") {
  CHECK(given({"--labels=none"}) == std::map<std::string, Values>{{"labels.base", {"none"}}});
  CHECK(given({"--labels", "none"}) == std::map<std::string, Values>{{"labels.base", {"none"}}});
}

TEST_CASE("every action is a flag") {
  CHECK(read_command_line({}).action == Action::serve);
  for (const auto& action : action_flags()) {
    const std::string name(action.name);
    CAPTURE(name);
    CHECK(read_command_line({"--" + name}).action == action.action);
    CHECK(read_command_line({"-" + name}).action == action.action);
    CHECK(read_command_line({"--" + name + "=true"}).action == action.action);
    CHECK(read_command_line({"--" + name, "--" + name}).action == action.action);
    CHECK(read_command_line({"--" + name + "=false"}).action == Action::serve);
  }
  CHECK(read_command_line({"-h"}).action == Action::help);
}

TEST_CASE("nothing given is nothing set") {
  CHECK(given({}).empty());
  CHECK(given({"--once"}).empty());
}

TEST_CASE("values are taken as they stand") {
  const std::string value = GENERATE("", "[a,b]", "{}", "a,b", "%%", "\"quoted\"", "--web.telemetry-path",
                                     "-x", "--", " ", "a\nb", "true");
  CAPTURE(value);
  CHECK(given({"--docker.host", value}) == std::map<std::string, Values>{{"docker.host", {value}}});
  CHECK(given({"--docker.host=" + value}) == std::map<std::string, Values>{{"docker.host", {value}}});
}

TEST_CASE("a flag with an empty value does not swallow the next argument") {
  const auto command_line = read_command_line({"--docker.host=", "--once"});
  CHECK(command_line.action == Action::once);
  CHECK(command_line.settings.at(0).values == Values{""});
}

TEST_CASE("a repeated flag keeps all values in order") {
  CHECK(
      given({"--web.listen-address=:1", "--log.level=warn", "-web.listen-address", ":2",
             "--web.listen-address=[::1]"}) ==
      std::map<std::string, Values>{{"web.listen-address", {":1", ":2", "[::1]"}}, {"log.level", {"warn"}}});
}

TEST_CASE("a list takes one value per flag") {
  check_contains(refusal({"--web.listen-address", ":1", ":2"}), "unexpected argument \":2\"");
}

TEST_CASE("an unknown flag is named with its nearest neighbour") {
  CHECK(refusal({"--web.listen-adress=:8080"}) ==
        "unknown flag \"--web.listen-adress\"; the nearest valid name is --web.listen-address");
  CHECK(refusal({"-log.levle", "warn"}) ==
        "unknown flag \"--log.levle\"; the nearest valid name is --log.level");
  CHECK(refusal({"--onse"}) == "unknown flag \"--onse\"; the nearest valid name is --once");
  check_contains(refusal({"-x"}), "unknown flag \"-x\"");
  check_contains(refusal({"--LOG.LEVEL=warn"}), "unknown flag \"--LOG.LEVEL\"");
  check_contains(refusal({"--\x1b[31m\n=1"}), R"(unknown flag "--\x1b[31m\x0a")");
}

TEST_CASE("what is no flag is refused") {
  check_contains(refusal({"serve"}), "unexpected argument \"serve\"");
  check_contains(refusal({""}), "unexpected argument \"\"");
  check_contains(refusal({"--once", "true"}), "unexpected argument \"true\"");
  CHECK(refusal({"-"}) != "no error");
  CHECK(refusal({"--", "--once"}) != "no error");
}

TEST_CASE("a flag without its value is named") {
  check_contains(refusal({"--docker.host"}), "--docker.host");
  check_contains(refusal({"--once", "--web.listen-address"}), "--web.listen-address");
}

TEST_CASE("an action takes no value but true and false") {
  check_contains(refusal({"--once=maybe"}), "--once");
  check_contains(refusal({"--once=maybe"}), "\"maybe\"");
  check_contains(refusal({"--once=2"}), "--once");
  check_contains(refusal({"--once=2"}), "\"2\"");
}

TEST_CASE("actions exclude each other, but help and version win") {
  CHECK(refusal({"--healthcheck", "--once"}) == "--once and --healthcheck exclude each other; give one");
  CHECK(read_command_line({"--version", "--once", "--help", "--unknown"}).action == Action::help);
  CHECK(read_command_line({"--once", "--version", "stray"}).action == Action::version);
}
