// SPDX-License-Identifier: Apache-2.0
#include "discover/engine_stats.hpp"

#include <thread>

#include "support/catch.hpp"
#include "support/scripted_docker.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using namespace exporter::discover;
using namespace std::chrono_literals;
using base::Errc;
using support::id_of;

namespace {

struct Setup {
  support::TempTree tree;
  support::ScriptedDocker docker{tree.path("docker.sock")};
  EngineStats stats{*parse_engine_address("unix://" + tree.path("docker.sock"))};
  std::string path = "/containers/" + id_of('a') + "/stats";
};

}  // namespace

TEST_CASE("counters come from one request that does not stream") {
  Setup setup;
  setup.docker.engine.answer(setup.path, R"({"networks":{"eth0":{"rx_bytes":7,"tx_bytes":8}}})");
  const auto interfaces = setup.stats.networks(id_of('a'));
  REQUIRE(interfaces);
  CHECK(interfaces->at(0)[model::InterfaceCounter::receive_bytes] == 7);
  CHECK(interfaces->at(0)[model::InterfaceCounter::transmit_bytes] == 8);
  REQUIRE(setup.stats.networks(id_of('a')));
  const std::string request = "GET /v1.41/containers/" + id_of('a') + "/stats?stream=false&one-shot=true";
  CHECK(setup.docker.engine.requests() == std::vector<std::string>{"GET /version", request, request});
}

TEST_CASE("a container that stopped or is gone has none") {
  Setup setup;
  CHECK(setup.stats.networks(id_of('a')).error() == Errc::absent);
  setup.docker.engine.answer(setup.path, R"({"read":"0001-01-01T00:00:00Z","pids_stats":{}})");
  CHECK(setup.stats.networks(id_of('a')).error() == Errc::absent);
  setup.docker.engine.answer(setup.path, "");
  CHECK(setup.stats.networks(id_of('a')).error() == Errc::absent);
  CHECK(setup.stats.error().empty());
}

TEST_CASE("after a failure the version is agreed on anew") {
  Setup setup;
  setup.docker.engine.answer(setup.path, {400, "client version 1.41 is too old"});
  CHECK(setup.stats.networks(id_of('a')).error() == Errc::io);
  CHECK(setup.stats.error().find("too old") != std::string::npos);
  setup.docker.engine.answer("/version", R"({"ApiVersion":"1.52","MinAPIVersion":"1.44"})");
  setup.docker.engine.answer(setup.path, R"({"networks":{"eth0":{"rx_bytes":7}}})");
  REQUIRE(setup.stats.networks(id_of('a')));
  CHECK(setup.stats.error().empty());
  CHECK(setup.docker.engine.requests().back().starts_with("GET /v1.47/"));
}

TEST_CASE("stop ends a call in flight") {
  Setup setup;
  setup.docker.engine.answer(setup.path, {.hang = true});
  const auto begun = std::chrono::steady_clock::now();
  std::thread stopper([&] {
    (void)support::eventually([&] { return setup.docker.engine.count(setup.path) == 1; });
    setup.stats.stop();
  });
  CHECK(setup.stats.networks(id_of('a')).error() == Errc::io);
  stopper.join();
  CHECK(setup.stats.networks(id_of('a')).error() == Errc::io);
  CHECK(std::chrono::steady_clock::now() - begun < 5s);
}
