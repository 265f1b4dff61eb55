// SPDX-License-Identifier: Apache-2.0
#include "config/help.hpp"

#include <sstream>

#include "base/version.hpp"
#include "config/option.hpp"
#include "support/catch.hpp"
#include "support/contains.hpp"

using namespace exporter::config;
using support::check_contains;

TEST_CASE("help lists every option and action, with default and variable") {
  const auto text = help_text();
  for (const auto& option : options()) {
    check_contains(text, "--" + std::string(option.name) + "=");
    check_contains(text, variable_of(option));
  }
  for (const auto& action : action_flags()) check_contains(text, "--" + std::string(action.name) + "\n");
  const Config defaults;
  for (const auto& value :
       {defaults.listen_addresses.at(0), defaults.telemetry_path, defaults.docker_host, defaults.host.procfs,
        defaults.host.sysfs, defaults.log_level, defaults.log_format}) {
    check_contains(text, "default: " + value);
  }
  check_contains(text, "DOCKER_HOST");
}

TEST_CASE("help fits a terminal of 100 columns") {
  std::istringstream lines(help_text());
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(line.size() <= 100);
    CHECK(line.find_last_not_of(' ') + 1 == line.size());
  }
}

TEST_CASE("the version is one line with version, revision, compiler and standard") {
  using namespace exporter::base;
  CHECK(version_text() == "container-exporter, version " + std::string(version()) + " (revision " +
                              std::string(revision()) + ", " + std::string(compiler()) + ", C++20)\n");
  CHECK_THAT(std::string(version()), Catch::Matchers::Matches("[0-9]+\\.[0-9]+\\.[0-9]+"));
  CHECK_FALSE(revision().empty());
  CHECK_THAT(std::string(compiler()), Catch::Matchers::Matches("(g\\+\\+|clang) [0-9.]+"));
}
