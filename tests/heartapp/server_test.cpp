// SPDX-License-Identifier: Apache-2.0
#include "server.hpp"

#include <Poco/Net/NetException.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "client.hpp"
#include "running_server.hpp"
#include "support/catch.hpp"

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

heartapp::Route slow_route(std::chrono::milliseconds time, std::atomic<int>& started) {
  return {"/slow", [time, &started] {
            ++started;
            std::this_thread::sleep_for(time);
            return heartapp::message(200, "done");
          }};
}

void wait_for(const std::atomic<int>& value, int wanted) {
  while (value < wanted) std::this_thread::sleep_for(1ms);
}

template <typename Work>
std::chrono::milliseconds time_of(Work work) {
  const auto start = steady_clock::now();
  work();
  return std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - start);
}

}  // namespace

TEST_CASE("Sixty-four keep-alive connections are served at the same time") {
  RunningServer server;
  std::atomic<int> answered = 0;
  std::vector<std::thread> clients;
  clients.reserve(64);
  for (int number = 0; number < 64; ++number) {
    clients.emplace_back([&] {
      Client client(server.port());
      client.get("/");
      ++answered;
      wait_for(answered, 64);  // nobody leaves before all have been served
      for (int count = 0; count < 20; ++count) answered += client.get("/ping").status == 200 ? 1 : 0;
    });
  }
  for (std::thread& client : clients) client.join();
  CHECK(answered == 64 + 64 * 20);
  CHECK(server.log().size() == 64 + 64 * 20);
  CHECK(server.metrics().text().find(R"({code="200",route="/ping"} 1280)") != std::string::npos);
  CHECK(server.metrics().text().find("\nheartapp_http_requests_in_flight 0\n") != std::string::npos);
}

TEST_CASE("More clients than threads take turns") {
  const RunningServer server({.threads = 2});
  std::vector<Client> clients;
  clients.reserve(10);
  for (int number = 0; number < 10; ++number) clients.emplace_back(server.port());
  for (Client& client : clients) client.send(request("GET", "/ping"));
  for (Client& client : clients) CHECK(client.receive().status == 200);
}

TEST_CASE("A port in use is named, with the remedy") {
  const RunningServer first;
  try {
    const RunningServer second({.port = first.port()});
    FAIL("two servers share a port");
  } catch (const std::runtime_error& error) {
    CHECK(error.what() == "port " + std::to_string(first.port()) +
                              " is in use: stop what listens there, or set HTTP_PORT to another port");
  }
}

TEST_CASE("The port is free for the next server at once") {
  std::uint16_t port = 0;
  {
    const RunningServer first;
    port = first.port();
    CHECK(Client(port).get("/").status == 200);
  }
  const RunningServer second({.port = port});
  CHECK(Client(port).get("/").status == 200);
}

TEST_CASE("Stopping finishes the request in flight and says that the connection ends") {
  std::atomic<int> started = 0;
  RunningServer server({}, {slow_route(300ms, started)});
  Client client(server.port());
  client.send(request("GET", "/slow"));
  wait_for(started, 1);
  server.server().stop();
  const Answer answer = client.receive();
  CHECK(answer.status == 200);
  CHECK(answer.body == R"({"message":"done"})");
  CHECK(server.last_log()->getValue<std::string>("uri") == "/slow");
  CHECK(client.is_closed());
}

TEST_CASE("Stopping waits for a request that has begun to arrive") {
  RunningServer server;
  Client client(server.port());
  CHECK(client.get("/").status == 200);
  client.send("GET /ping HT");
  std::this_thread::sleep_for(50ms);
  std::thread stop([&] { server.server().stop(); });
  std::this_thread::sleep_for(50ms);
  client.send("TP/1.1\r\n\r\n");
  const Answer answer = client.receive();
  stop.join();
  CHECK(answer.status == 200);
  CHECK(answer.headers.at("Connection") == "Close");
}

TEST_CASE("Idle connections do not hold up stopping") {
  RunningServer server;
  std::vector<Client> clients;
  for (int number = 0; number < 64; ++number)
    CHECK(clients.emplace_back(server.port()).get("/").status == 200);
  const Client never_asks(server.port());
  CHECK(time_of([&] { server.server().stop(); }) < 300ms);
  for (Client& client : clients) CHECK(client.is_closed());
}

TEST_CASE("A request that never ends is cut off when stopping") {
  RunningServer server;
  Client client(server.port());
  client.send("GET / HT");
  std::this_thread::sleep_for(50ms);
  CHECK(time_of([&] { server.server().stop(); }) < 1s);
  CHECK(client.is_closed());
}

TEST_CASE("A stopped server accepts nothing") {
  RunningServer server;
  const std::uint16_t port = server.port();
  server.server().stop();
  CHECK_THROWS_AS(Client(port), Poco::Net::ConnectionRefusedException);
}
