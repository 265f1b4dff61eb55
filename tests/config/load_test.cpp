// SPDX-License-Identifier: Apache-2.0
#include "config/load.hpp"

#include "config/help.hpp"
#include "error_of.hpp"
#include "support/catch.hpp"
#include "support/contains.hpp"
#include "support/temp_tree.hpp"

using namespace exporter::config;
using support::check_contains;
using support::TempTree;

namespace {

const char* const a_file = "log: {level: warn, format: json}\nweb: {listen-address: [':1', ':2']}\n";

}  // namespace

TEST_CASE("nothing given is the defaults, served") {
  const auto options = load({}, {});
  CHECK(options.config == Config{});
  CHECK(options.action == Action::serve);
  CHECK(options.config_file.empty());
  CHECK(options.text.empty());
}

TEST_CASE("flags win over the environment, which wins over the file, which wins over the defaults") {
  TempTree tree;
  const auto file = tree.write("x.yml", a_file).path("x.yml");
  const Arguments with_file{"--config.file", file};
  const Environment variables{{"CONTAINER_EXPORTER_LOG_LEVEL", "error"},
                              {"CONTAINER_EXPORTER_WEB_LISTEN_ADDRESS", ":3,:4"}};

  const auto from_file = load(with_file, {}).config;
  CHECK(from_file.log_level == "warn");
  CHECK(from_file.log_format == "json");
  CHECK(from_file.listen_addresses == std::vector<std::string>{":1", ":2"});
  CHECK(from_file.telemetry_path == "/metrics");

  const auto from_variables = load(with_file, variables).config;
  CHECK(from_variables.log_level == "error");
  CHECK(from_variables.log_format == "json");
  CHECK(from_variables.listen_addresses == std::vector<std::string>{":3", ":4"});

  const auto from_flags =
      load({"--config.file", file, "--log.level=debug", "--web.listen-address=:5"}, variables).config;
  CHECK(from_flags.log_level == "debug");
  CHECK(from_flags.log_format == "json");
  CHECK(from_flags.listen_addresses == std::vector<std::string>{":5"});
}

TEST_CASE("the file is named by flag or variable, the flag winning") {
  TempTree tree;
  const auto file = tree.write("x.yml", a_file).path("x.yml");
  CHECK(load({}, {{"CONTAINER_EXPORTER_CONFIG_FILE", file}}).config.log_level == "warn");
  CHECK(load({}, {{"CONTAINER_EXPORTER_CONFIG_FILE", file}}).config_file == file);
  CHECK(load({"--config.file=" + file}, {{"CONTAINER_EXPORTER_CONFIG_FILE", "/nowhere"}}).config.log_level ==
        "warn");
  check_contains(error_of([] { load({"--config.file=/nowhere"}, {}); }), "/nowhere: cannot be opened");
  check_contains(error_of([] { load({"--config.file="}, {}); }), "--config.file: \"\" is not valid");
}

TEST_CASE("a bad value is named with its source, whichever it is") {
  TempTree tree;
  const auto file = tree.write("x.yml", "web:\n  listen-address: [':99999']\n").path("x.yml");
  check_contains(error_of([&] {
                   load({"--config.file", file}, {});
                 }),
                 file + ":2: web.listen-address: \":99999\" is not valid; expected :PORT");
  check_contains(error_of([] {
                   load({}, {{"CONTAINER_EXPORTER_LOG_LEVEL", "loud"}});
                 }),
                 "CONTAINER_EXPORTER_LOG_LEVEL: \"loud\" is not valid; expected debug");
  check_contains(error_of([] { load({"--web.telemetry-path=/healthz"}, {}); }),
                 "--web.telemetry-path: \"/healthz\" is not valid");
}

TEST_CASE("a mistake in an overridden source is still a mistake") {
  TempTree tree;
  const auto file = tree.write("x.yml", "log: {level: loud}\n").path("x.yml");
  check_contains(error_of([&] { load({"--config.file", file, "--log.level=info"}, {}); }), "loud");
  check_contains(error_of([] {
                   load({"--log.level=info"}, {{"CONTAINER_EXPORTER_LOG_LEVEL", "loud"}});
                 }),
                 "loud");
}

TEST_CASE("DOCKER_HOST is between the file and the flags") {
  TempTree tree;
  const auto file = tree.write("x.yml", "docker: {host: 'tcp://file:1'}\n").path("x.yml");
  const Environment variables{{"DOCKER_HOST", "tcp://variable:1"}};
  CHECK(load({"--config.file", file}, variables).config.docker_host == "tcp://variable:1");
  CHECK(load({"--config.file", file}, {{"DOCKER_HOST", ""}}).config.docker_host == "tcp://file:1");
  CHECK(load({"--docker.host=tcp://flag:1"}, variables).config.docker_host == "tcp://flag:1");
}

TEST_CASE("a DOCKER_HOST for other programs stops nobody who says --docker.host") {
  const Environment variables{{"DOCKER_HOST", "ssh://me@host"}};
  check_contains(error_of([&] { load({}, variables); }), "DOCKER_HOST: \"ssh://me@host\" is not valid");
  CHECK(load({"--docker.host=tcp://flag:1"}, variables).config.docker_host == "tcp://flag:1");
}

TEST_CASE("the health check reads the same configuration") {
  const auto options =
      load({"--healthcheck"}, {{"CONTAINER_EXPORTER_WEB_LISTEN_ADDRESS", "unix:/run/x.sock"}});
  CHECK(options.action == Action::healthcheck);
  CHECK(options.config.listen_addresses == std::vector<std::string>{"unix:/run/x.sock"});
}

TEST_CASE("help and version need no valid configuration") {
  const Environment broken{{"CONTAINER_EXPORTER_NONSENSE", "1"},
                           {"CONTAINER_EXPORTER_CONFIG_FILE", "/nowhere"}};
  CHECK(load({"--help"}, broken).text == help_text());
  CHECK(load({"--version"}, broken).text == version_text());
}

TEST_CASE("main's arguments and environment as they come") {
  const char* const arguments[] = {"container-exporter", "--once", "", nullptr};
  CHECK(arguments_of(3, arguments) == Arguments{"--once", ""});
  CHECK(arguments_of(1, arguments).empty());
  CHECK(arguments_of(0, arguments + 3).empty());

  const char* const variables[] = {"A=1", "B=", "C=x=y", "no-equals-sign", "=odd", nullptr};
  CHECK(environment_of(variables) == Environment{{"A", "1"}, {"B", ""}, {"C", "x=y"}, {"", "odd"}});
  CHECK(environment_of(nullptr).empty());
}
