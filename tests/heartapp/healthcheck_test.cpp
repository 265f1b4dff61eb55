// SPDX-License-Identifier: Apache-2.0
#include "healthcheck.hpp"

#include <Poco/Net/ServerSocket.h>

#include <chrono>
#include <string>
#include <thread>

#include "process.hpp"
#include "running_server.hpp"
#include "support/catch.hpp"

using namespace std::chrono_literals;
using heartapp::check_health;
using Poco::Net::ServerSocket;
using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;

namespace {

// What check_health() says of a server that sends `answer` and closes.
std::string health_of(const std::string& answer) {
  ServerSocket socket(SocketAddress("127.0.0.1", 0));
  std::thread server([&] {
    StreamSocket client = socket.acceptConnection();
    char bytes[1024];
    client.receiveBytes(bytes, sizeof bytes);
    if (!answer.empty()) client.sendBytes(answer.data(), static_cast<int>(answer.size()));
  });
  std::string problem = check_health(socket.address().port());
  server.join();
  return problem;
}

}  // namespace

TEST_CASE("A running server is healthy") {
  const RunningServer server;
  CHECK(check_health(server.port()).empty());
  CHECK(server.last_log()->getValue<std::string>("user_agent") == "heartapp-healthcheck");
}

TEST_CASE("Where nothing listens, that is what is said") {
  const std::uint16_t port = free_port();
  CHECK(check_health(port) == "GET http://127.0.0.1:" + std::to_string(port) + "/ping: Connection refused");
}

TEST_CASE("Another status than 200 is unhealthy") {
  CHECK(health_of("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n").ends_with("/ping: status 503"));
}

TEST_CASE("A connection that is closed without an answer, or within one, is unhealthy") {
  CHECK_FALSE(health_of("").empty());
  CHECK_FALSE(health_of("HTTP/1.1 2").empty());
}
