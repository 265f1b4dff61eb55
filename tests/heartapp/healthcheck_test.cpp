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
  ServerSocket socket(SocketAddress("127.0.0.1", 0));
  std::thread server([&] {
    const std::string answer = "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n";
    StreamSocket client = socket.acceptConnection();
    char bytes[1024];
    client.receiveBytes(bytes, sizeof bytes);
    client.sendBytes(answer.data(), static_cast<int>(answer.size()));
  });
  CHECK(check_health(socket.address().port()).ends_with("/ping: status 503"));
  server.join();
}
