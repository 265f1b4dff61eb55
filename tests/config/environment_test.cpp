// SPDX-License-Identifier: Apache-2.0
#include "config/environment.hpp"

#include <set>

#include "error_of.hpp"
#include "support/catch.hpp"

using namespace exporter::config;
using Values = std::vector<std::string>;

TEST_CASE("every option of the table has a variable of its own") {
  std::set<std::string> variables;
  for (const auto& option : options()) {
    const auto variable = variable_of(option);
    CAPTURE(variable);
    CHECK(variables.insert(variable).second);
    const auto settings = read_environment({{variable, "value"}, {"PATH", "/bin"}});
    REQUIRE(settings.size() == 1);
    CHECK(settings[0].option == &option);
    CHECK(settings[0].values == Values{"value"});
    CHECK(settings[0].source == variable);
  }
  CHECK(variables.count("CONTAINER_EXPORTER_WEB_LISTEN_ADDRESS") == 1);
  CHECK(variables.count("CONTAINER_EXPORTER_CONFIG_FILE") == 1);
}

TEST_CASE("a list is split at commas, a single value is not") {
  CHECK(read_environment({{"CONTAINER_EXPORTER_WEB_LISTEN_ADDRESS", ":1, [::1]:2 ,unix:/x"}})[0].values ==
        Values{":1", "[::1]:2", "unix:/x"});
  CHECK(read_environment({{"CONTAINER_EXPORTER_WEB_LISTEN_ADDRESS", ":1,"}})[0].values == Values{":1", ""});
  CHECK(read_environment({{"CONTAINER_EXPORTER_WEB_LISTEN_ADDRESS", ","}})[0].values == Values{"", ""});
  CHECK(read_environment({{"CONTAINER_EXPORTER_PATH_SYSFS", "/a,b"}})[0].values == Values{"/a,b"});
}

TEST_CASE("a variable that is set but empty is unset") {
  CHECK(read_environment({{"CONTAINER_EXPORTER_LOG_LEVEL", ""}, {"DOCKER_HOST", ""}}).empty());
}

TEST_CASE("DOCKER_HOST is honoured where our own variable is not given") {
  const auto foreign = read_environment({{"DOCKER_HOST", "tcp://a:1"}});
  REQUIRE(foreign.size() == 1);
  CHECK(foreign[0].option->name == "docker.host");
  CHECK(foreign[0].source == "DOCKER_HOST");

  const auto both =
      read_environment({{"DOCKER_HOST", "tcp://a:1"}, {"CONTAINER_EXPORTER_DOCKER_HOST", "tcp://b:1"}});
  REQUIRE(both.size() == 1);
  CHECK(both[0].values == Values{"tcp://b:1"});

  const auto ours_empty =
      read_environment({{"DOCKER_HOST", "tcp://a:1"}, {"CONTAINER_EXPORTER_DOCKER_HOST", ""}});
  REQUIRE(ours_empty.size() == 1);
  CHECK(ours_empty[0].values == Values{"tcp://a:1"});
}

TEST_CASE("an unknown variable with our prefix is named with its nearest neighbour") {
  CHECK(error_of([] {
          read_environment({{"CONTAINER_EXPORTER_LOG_LEVLE", "info"}});
        }) ==
        "environment: unknown variable \"CONTAINER_EXPORTER_LOG_LEVLE\"; the nearest valid name is "
        "CONTAINER_EXPORTER_LOG_LEVEL");
  CHECK(error_of([] { read_environment({{"CONTAINER_EXPORTER_", ""}}); }) != "no error");
  CHECK(error_of([] { read_environment({{"CONTAINER_EXPORTER_log_level", "info"}}); }) != "no error");
}

TEST_CASE("variables of a Kubernetes service named container-exporter are passed over") {
  const Environment links{{"CONTAINER_EXPORTER_SERVICE_HOST", "10.0.0.1"},
                          {"CONTAINER_EXPORTER_SERVICE_PORT", "8080"},
                          {"CONTAINER_EXPORTER_SERVICE_PORT_HTTP", "8080"},
                          {"CONTAINER_EXPORTER_PORT", "tcp://10.0.0.1:8080"},
                          {"CONTAINER_EXPORTER_PORT_8080_TCP", "tcp://10.0.0.1:8080"},
                          {"CONTAINER_EXPORTER_PORT_8080_TCP_ADDR", "10.0.0.1"},
                          {"CONTAINER_EXPORTER_PORT_53_UDP_PROTO", "udp"}};
  CHECK(read_environment(links).empty());
  CHECK(error_of([] { read_environment({{"CONTAINER_EXPORTER_PORTS", "1"}}); }) != "no error");
  CHECK(error_of([] { read_environment({{"CONTAINER_EXPORTER_PORT_8080", "1"}}); }) != "no error");
}
