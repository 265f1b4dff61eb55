// SPDX-License-Identifier: Apache-2.0
// The program itself: arguments, environment, exit codes, signals.
#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "client.hpp"
#include "process.hpp"
#include "support/catch.hpp"
#include "version.hpp"

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

struct Heartapp {
  explicit Heartapp(std::optional<int> output = {})
      : port(free_port()), process({}, std::to_string(port), output) {
    REQUIRE(wait_until_listening(port));
  }

  // The exit code, or -1 when it took a second or more.
  int stop(int signal = SIGTERM) {
    const auto start = steady_clock::now();
    process.signal(signal);
    const int exit_code = process.wait();
    return steady_clock::now() - start < 1s ? exit_code : -1;
  }

  std::uint16_t port;
  Process process;
};

}  // namespace

TEST_CASE("--version and --help print and end well") {
  const Finished version = run_heartapp({"--version"}, {});
  CHECK(version.exit_code == 0);
  CHECK(version.output == "heartapp " + std::string(heartapp::version) + "\n");
  const Finished help = run_heartapp({"--help"}, {});
  CHECK(help.exit_code == 0);
  CHECK(help.output.find("HTTP_PORT") != std::string::npos);
}

TEST_CASE("An unknown argument is named and exits 2") {
  const Finished wrong = run_heartapp({"--prot"}, {});
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.errors == "heartapp: unknown argument \"--prot\"; see heartapp --help\n");
  CHECK(run_heartapp({"--version", "now"}, {}).exit_code == 2);
  CHECK(run_heartapp({""}, {}).exit_code == 2);
}

TEST_CASE("A bad HTTP_PORT exits 1, with the value and the remedy") {
  const std::string value = GENERATE("0", "65536", "80a", "none");
  const std::vector<std::string> arguments =
      GENERATE(std::vector<std::string>{}, std::vector<std::string>{"--healthcheck"});
  const Finished wrong = run_heartapp(arguments, value);
  CHECK(wrong.exit_code == 1);
  CHECK(wrong.output.empty());
  CHECK(wrong.errors ==
        "heartapp: HTTP_PORT is \"" + value +
            "\", which is not a port: set it to a number from 1 to 65535, or unset it for 8080\n");
}

TEST_CASE("A port in use exits 1 and is named") {
  const Heartapp first;
  const Finished second = run_heartapp({}, std::to_string(first.port));
  CHECK(second.exit_code == 1);
  CHECK(second.errors.find("port " + std::to_string(first.port) + " is in use") != std::string::npos);
}

TEST_CASE("The health check follows the program") {
  Heartapp heartapp;
  const std::string port = std::to_string(heartapp.port);
  CHECK(run_heartapp({"--healthcheck"}, port).exit_code == 0);
  CHECK(heartapp.stop() == 0);
  const Finished down = run_heartapp({"--healthcheck"}, port);
  CHECK(down.exit_code == 1);
  CHECK(down.errors.find("Connection refused") != std::string::npos);
}

TEST_CASE("The health check gives up on a server that answers too slowly") {
  Poco::Net::ServerSocket slow(Poco::Net::SocketAddress("127.0.0.1", 0));
  const std::uint16_t port = slow.address().port();
  std::thread server([&slow] {
    Poco::Net::StreamSocket client = slow.acceptConnection();
    try {
      while (client.sendBytes("H", 1) == 1) std::this_thread::sleep_for(500ms);
    } catch (const Poco::Exception&) {
      // The check has given up.
    }
  });
  const auto start = steady_clock::now();
  const Finished checked = run_heartapp({"--healthcheck"}, std::to_string(port));
  CHECK(checked.exit_code == 1);
  CHECK(checked.errors.find("no answer within 3 s") != std::string::npos);
  CHECK(steady_clock::now() - start < 4s);
  server.join();
}

TEST_CASE("SIGTERM and SIGINT end it in under a second, with idle connections open") {
  Heartapp heartapp;
  Client client(heartapp.port);
  CHECK(client.get("/").status == 200);
  CHECK(heartapp.stop(GENERATE(SIGTERM, SIGINT)) == 0);
  CHECK(client.is_closed());
}

TEST_CASE("SIGTERM lets the request in flight finish") {
  Heartapp heartapp;
  Client client(heartapp.port);
  client.send(request("POST", "/", "Content-Length: 6\r\n") + "abc");
  std::this_thread::sleep_for(100ms);
  std::thread rest([&] {
    std::this_thread::sleep_for(100ms);
    client.send("def");
  });
  CHECK(heartapp.stop() == 0);
  rest.join();
  const Answer answer = client.receive();
  CHECK(answer.status == 405);
  CHECK(answer.headers.at("Connection") == "Close");
  CHECK(parse_json(heartapp.process.output())->getValue<int>("bytes_in") == 6);
}

TEST_CASE("Every answered request is in the log after SIGTERM") {
  Heartapp heartapp;
  std::atomic<std::size_t> answered = 0;
  std::vector<std::thread> clients;
  clients.reserve(8);
  for (int number = 0; number < 8; ++number) {
    clients.emplace_back([&] {
      try {
        Client client(heartapp.port);
        while (client.get("/ping").status == 200) ++answered;
      } catch (const std::exception&) {
        // The server is gone.
      }
    });
  }
  while (answered < 200) std::this_thread::sleep_for(1ms);
  CHECK(heartapp.stop() == 0);
  for (std::thread& client : clients) client.join();
  const std::vector<std::string> lines = lines_of(heartapp.process.output());
  CHECK(lines.size() >= answered);
  for (const std::string& line : lines) CHECK(parse_json(line)->getValue<int>("status") == 200);
}

TEST_CASE("A log reader that has stopped reading does not hold up SIGTERM") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
  {
    Heartapp heartapp(ends[1]);
    Client client(heartapp.port);
    for (int count = 0; count < 20; ++count) client.send(request("GET", "/" + std::string(15000, 'x')));
    std::this_thread::sleep_for(100ms);
    CHECK(heartapp.stop() == 0);
  }
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_CASE("The log goes to standard output, everything else to standard error") {
  Heartapp heartapp;
  Client client(heartapp.port);
  client.get("/ping");
  CHECK(lines_of(heartapp.process.output()).size() == 1);
  CHECK(heartapp.process.errors().find("listening on port " + std::to_string(heartapp.port)) !=
        std::string::npos);
}
