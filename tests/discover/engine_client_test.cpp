// SPDX-License-Identifier: Apache-2.0
#include "discover/engine_client.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "support/catch.hpp"
#include "support/scripted_docker.hpp"
#include "support/temp_tree.hpp"

using namespace exporter::discover;
using namespace std::chrono_literals;
using support::FakeEngine;
using support::id_of;

namespace {

EngineAddress address_of(const std::string& socket) { return *parse_engine_address("unix://" + socket); }

EnginePatience short_patience() { return {300ms, 300ms, 300ms, 300ms, 300ms, 300ms}; }

struct Setup {
  support::TempTree tree;
  support::ScriptedDocker docker{tree.path("docker.sock")};
  EngineClient client{address_of(tree.path("docker.sock")), short_patience()};
};

bool contains(const std::string& text, const std::string& part) {
  CAPTURE(text, part);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("requests carry the version agreed on, /version none") {
  Setup setup;
  setup.docker.engine.answer("/version", R"({"ApiVersion":"1.52","MinAPIVersion":"1.44"})");
  REQUIRE(setup.client.connect());
  CHECK(setup.client.api_version() == "1.47");
  REQUIRE(setup.client.info());
  CHECK(setup.docker.engine.requests() == std::vector<std::string>{"GET /version", "GET /v1.47/info"});

  setup.docker.engine.answer("/version", R"({"ApiVersion":"1.24"})");
  REQUIRE(setup.client.connect());
  REQUIRE(setup.client.info());
  CHECK(setup.docker.engine.requests().back() == "GET /v1.24/info");
}

TEST_CASE("an engine without an API version is refused by name") {
  Setup setup;
  setup.docker.engine.answer("/version", "{}");
  const auto version = setup.client.connect();
  CHECK(version.failure() == Failure::malformed);
  CHECK(contains(version.error().text, "docker.sock: GET /version: the answer is not what a Docker Engine"));
}

TEST_CASE("podman is not asked for a state it does not know") {
  Setup setup;
  REQUIRE(setup.client.connect());
  REQUIRE(setup.client.containers());
  CHECK(contains(setup.docker.engine.requests().back(), "restarting"));
  setup.docker.engine.answer("/version", R"({"ApiVersion":"1.41","Components":[{"Name":"Podman Engine"}]})");
  REQUIRE(setup.client.connect());
  REQUIRE(setup.client.containers());
  CHECK_FALSE(contains(setup.docker.engine.requests().back(), "restarting"));
}

TEST_CASE("an inspection of another container is not taken for the one asked for") {
  Setup setup;
  REQUIRE(setup.client.connect());
  setup.docker.engine.answer(support::ScriptedDocker::inspect_path(id_of('a')),
                             support::ScriptedDocker::inspect_body(id_of('b'), {"b"}));
  CHECK(setup.client.inspect(id_of('a')).failure() == Failure::malformed);
}

TEST_CASE("what is no ID is never sent") {
  Setup setup;
  REQUIRE(setup.client.connect());
  const auto id = GENERATE("", "../../info", "abc", "a?b");
  CHECK(setup.client.inspect(id).failure() == Failure::not_found);
  CHECK(setup.client.networks(id).failure() == Failure::not_found);
  CHECK(setup.client.image_labels(id).failure() == Failure::not_found);
  CHECK(setup.docker.engine.requests().size() == 1);
}

TEST_CASE("Docker's own words stand in the error, JSON or plain") {
  Setup setup;
  REQUIRE(setup.client.connect());
  setup.docker.engine.answer("/info", {500, R"({"message":"disk\nfull"})"});
  CHECK(contains(setup.client.info().error().text, "GET /v1.41/info: HTTP status 500: disk full"));
  setup.docker.engine.answer("/info", {400, "client version 1.11 is too old\n"});
  const auto info = setup.client.info();
  CHECK(info.failure() == Failure::rejected);
  CHECK(contains(info.error().text, "HTTP status 400: client version 1.11 is too old"));
  CHECK(setup.client.inspect(id_of('a')).failure() == Failure::not_found);
}

TEST_CASE("a redirect is not followed") {
  Setup setup;
  setup.docker.engine.answer("/version", {301, ""});
  CHECK(setup.client.connect().failure() == Failure::rejected);
  CHECK(setup.docker.engine.requests().size() == 1);
}

TEST_CASE("an answer that is too large or late or broken off") {
  Setup setup;
  REQUIRE(setup.client.connect());
  setup.docker.engine.answer("/info", std::string(2U << 20U, ' '));
  CHECK(contains(setup.client.info().error().text, "larger than 1048576 bytes"));
  setup.docker.engine.answer("/info", {200, "{}", 2s});
  const auto late = setup.client.info();
  CHECK(late.failure() == Failure::timed_out);
  CHECK(contains(late.error().text, "GET /v1.41/info: no answer within 0.3 s: the engine hangs"));
  setup.docker.engine.answer("/info", {.close = true});
  CHECK(setup.client.info().failure() == Failure::unreachable);
  setup.docker.engine.answer("/info", "{}");
  CHECK(setup.client.info());
}

TEST_CASE("a socket that cannot be used says why and what to do") {
  support::TempTree tree;
  const auto failure = [&](const std::string& socket) {
    return EngineClient(address_of(socket), short_patience()).connect().error();
  };
  CHECK(contains(failure(tree.path("none.sock")).text, "none.sock: no such socket: start Docker"));

  {
    FakeEngine gone(tree.path("live.sock"));
    REQUIRE(::link(tree.path("live.sock").c_str(), tree.path("stale.sock").c_str()) == 0);
  }
  CHECK(contains(failure(tree.path("stale.sock")).text, "stale.sock: connection refused"));

  FakeEngine engine(tree.path("docker.sock"));
  ::chmod(tree.path("docker.sock").c_str(), 0);
  const bool root = ::geteuid() == 0;  // root may do everything
  constexpr uid_t nobody = 65534;
  if (root) REQUIRE(::seteuid(nobody) == 0);
  const auto denied = failure(tree.path("docker.sock"));
  if (root) REQUIRE(::seteuid(0) == 0);
  CHECK(denied.kind == Failure::denied);
  CHECK(contains(denied.text, "permission denied: add the exporter to the socket's group"));
}

TEST_CASE("over TCP the engine itself is asked, whatever proxy the environment names") {
  support::ScriptedDocker docker("");
  for (const auto* variable : {"http_proxy", "ALL_PROXY"}) ::setenv(variable, "http://127.0.0.1:1", 1);
  const auto scheme = GENERATE("tcp://", "http://");
  EngineClient client(*parse_engine_address(scheme + docker.engine.authority()), short_patience());
  CHECK(client.connect());
  CHECK(client.info());
  for (const auto* variable : {"http_proxy", "ALL_PROXY"}) ::unsetenv(variable);
}

TEST_CASE("a TCP address where nothing listens is named") {
  EngineClient client(*parse_engine_address("tcp://127.0.0.1:1"), short_patience());
  CHECK(contains(client.connect().error().text, "tcp://127.0.0.1:1: connection refused"));
}

TEST_CASE("an event cut into pieces arrives whole, one that is rubbish not at all") {
  Setup setup;
  REQUIRE(setup.client.connect());
  std::vector<std::string> actions;
  REQUIRE(setup.client.open_events(0, [&](const Event& event) { actions.push_back(event.action); }).kind ==
          Failure::none);
  auto& engine = setup.docker.engine;
  const auto line = support::ScriptedDocker::event("start", id_of('a'));
  std::thread teller([&] {
    engine.emit(line.substr(0, 20));
    engine.emit(line.substr(20) + "not json\n{\"Type\":5}\n" + std::string(1'200'000, 'x'));
    engine.emit("\n");
    engine.emit(support::ScriptedDocker::event("die", id_of('a')));
  });
  const auto until = EngineClient::Clock::now() + 5s;
  while (actions.size() < 2 && EngineClient::Clock::now() < until) setup.client.wait(until);
  teller.join();
  CHECK(actions == std::vector<std::string>{"start", "die"});

  engine.break_streams();
  while (setup.client.events_error().kind == Failure::none && EngineClient::Clock::now() < until) {
    setup.client.wait(until);
  }
  CHECK(contains(setup.client.events_error().text, "GET /v1.41/events: the event stream ended"));
}

TEST_CASE("events are asked for since the engine's own time") {
  Setup setup;
  REQUIRE(setup.client.connect());
  REQUIRE(setup.client.open_events(1795367898607291740, [](const Event&) {}).kind == Failure::none);
  CHECK(contains(setup.docker.engine.requests().back(), "&since=1795367898"));
  CHECK(contains(setup.docker.engine.requests().back(), "GET /v1.41/events?filters=%7B%22type%22"));
}

TEST_CASE("an engine that refuses its events says so") {
  Setup setup;
  REQUIRE(setup.client.connect());
  setup.docker.engine.answer("/events", {503, R"({"message":"shutting down"})"});
  CHECK(contains(setup.client.open_events(0, [](const Event&) {}).text, "HTTP status 503: shutting down"));
  setup.docker.engine.answer("/events", {.hang = true});
  CHECK(setup.client.open_events(0, [](const Event&) {}).kind == Failure::timed_out);
}

TEST_CASE("abort ends whatever is waited for, and everything after") {
  support::TempTree tree;
  support::ScriptedDocker docker(tree.path("docker.sock"));
  docker.engine.hang(true);
  EngineClient client(address_of(tree.path("docker.sock")), {20s, 20s, 20s, 20s, 20s, 20s});
  const auto begun = EngineClient::Clock::now();
  std::thread aborter([&] {
    (void)support::eventually([&] { return docker.engine.count("/version") == 1; });
    client.abort();
  });
  CHECK(client.connect().failure() == Failure::aborted);
  aborter.join();
  CHECK(client.connect().failure() == Failure::aborted);
  client.wait(EngineClient::Clock::now() + 20s);
  CHECK(EngineClient::Clock::now() - begun < 5s);
}
