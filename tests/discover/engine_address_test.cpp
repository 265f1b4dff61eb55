// SPDX-License-Identifier: Apache-2.0
#include "discover/engine_address.hpp"

#include "support/catch.hpp"

using namespace exporter::discover;

TEST_CASE("a Unix socket's address") {
  const auto address = parse_engine_address("unix:///run/user/1000/docker.sock");
  REQUIRE(address);
  CHECK(address->socket == "/run/user/1000/docker.sock");
  CHECK(address->authority == "localhost");
}

TEST_CASE("a TCP address") {
  const auto text = GENERATE("tcp://10.0.0.1:2375", "http://10.0.0.1:2375", "tcp://10.0.0.1:2375/");
  const auto address = parse_engine_address(text);
  REQUIRE(address);
  CHECK(address->socket.empty());
  CHECK(address->authority == "10.0.0.1:2375");
  CHECK(address->text == text);
  CHECK(parse_engine_address("tcp://[::1]:2375")->authority == "[::1]:2375");
}

TEST_CASE("an address that cannot be used says what to write instead") {
  struct Case {
    const char* address;
    const char* says;
  };
  const auto each = GENERATE(values<Case>({
      {"", "expected unix:///path or tcp://host:port"},
      {"/var/run/docker.sock", "expected unix:///path or tcp://host:port"},
      {"unix://relative.sock", "must be absolute"},
      {"unix://", "must be absolute"},
      {"https://host:2376", "TLS is not supported yet: use the local socket"},
      {"ssh://root@host", "ssh -L"},
      {"npipe:////./pipe/docker_engine", "named pipes exist on Windows only"},
      {"fd://", "unknown scheme"},
      {"tcp://host", "expected a host and a port"},
      {"tcp://host:0", "expected a host and a port"},
      {"tcp://host:70000", "expected a host and a port"},
      {"tcp://:2375", "expected a host and a port"},
      {"tcp://user@host:2375", "expected a host and a port"},
      {"tcp://host:2375/path", "expected a host and a port"},
  }));
  CAPTURE(each.address);
  const auto address = parse_engine_address(each.address);
  REQUIRE_FALSE(address);
  CHECK(address.error().text.find(each.says) != std::string::npos);
  CHECK(address.error().text.find(each.address) != std::string::npos);
}

TEST_CASE("a path too long for a socket is said to be") {
  const auto address = parse_engine_address("unix:///" + std::string(200, 'x'));
  REQUIRE_FALSE(address);
  CHECK(address.error().text.find("107 bytes") != std::string::npos);
}
