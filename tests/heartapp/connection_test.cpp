// SPDX-License-Identifier: Apache-2.0
#include "connection.hpp"

#include <Poco/Exception.h>

#include <string>

#include "client.hpp"
#include "running_server.hpp"
#include "support/catch.hpp"

using namespace std::chrono_literals;

TEST_CASE("A connection serves many requests") {
  const RunningServer server;
  Client client(server.port());
  for (int count = 0; count < 100; ++count) {
    CHECK(client.get("/ping").status == 200);
    CHECK(client.get("/nope").headers.at("Connection") == "Keep-Alive");
  }
  CHECK(server.log().size() == 200);
}

TEST_CASE("Pipelined requests are answered in order") {
  const RunningServer server;
  Client client(server.port());
  client.send(request("GET", "/") + request("HEAD", "/") + request("GET", "/ping"));
  CHECK(client.receive().body == "Hello, Docker! <3");
  CHECK(client.receive(false).status == 200);
  CHECK(client.receive().body == R"({"Status":"OK"})");
}

TEST_CASE("A request may arrive byte by byte") {
  const RunningServer server;
  Client client(server.port());
  for (const char byte : request("GET", "/ping")) client.send({&byte, 1});
  CHECK(client.receive().status == 200);
}

TEST_CASE("Connection: close and HTTP/1.0 end the connection") {
  const RunningServer server;
  Client client(server.port());
  client.send(GENERATE(request("GET", "/", "Connection: close\r\n"), std::string("GET / HTTP/1.0\r\n\r\n")));
  const Answer answer = client.receive();
  CHECK(answer.body == "Hello, Docker! <3");
  CHECK(answer.headers.at("Connection") == "Close");
  CHECK(client.is_closed());
}

TEST_CASE("HTTP/1.0 keeps the connection when asked to") {
  const RunningServer server;
  Client client(server.port());
  client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  CHECK(client.receive().status == 200);
  CHECK(client.get("/ping").status == 200);
}

TEST_CASE("A body is never taken for the next request") {
  const RunningServer server;
  Client client(server.port());
  const std::string body = request("GET", "/smuggled");
  client.send(request("POST", "/", "Content-Length: " + std::to_string(body.size()) + "\r\n") + body);
  CHECK(client.receive().status == 405);
  CHECK(client.get("/ping").status == 200);
  for (const auto& record : server.log()) CHECK(record->getValue<std::string>("uri") != "/smuggled");
}

TEST_CASE("A body without a length is no body") {
  const RunningServer server;
  Client client(server.port());
  client.send(request("POST", "/"));
  CHECK(client.receive().status == 405);
  CHECK(client.get("/ping").status == 200);
}

TEST_CASE("After a body whose end is uncertain the connection is closed") {
  const RunningServer server;
  Client client(server.port());
  SECTION("chunked") {
    client.send(request("POST", "/", "Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n0\r\n\r\n");
  }
  SECTION("a damaged chunk") {
    client.send(request("POST", "/", "Transfer-Encoding: chunked\r\n") + "xyz\r\n");
  }
  SECTION("larger than is read") {
    client.send(request("POST", "/", "Content-Length: 99999999\r\n") + std::string(256 * 1024, 'x'));
  }
  SECTION("held back until asked for") {
    client.send(request("POST", "/", "Content-Length: 5\r\nExpect: 100-continue\r\n"));
  }
  const Answer answer = client.receive();
  CHECK(answer.status == 405);
  CHECK(answer.headers.at("Connection") == "Close");
  CHECK(client.is_closed());
}

TEST_CASE("What is no request is answered with 400, logged and counted") {
  RunningServer server;
  Client client(server.port());
  const std::string bytes = GENERATE(
      as<std::string>(), "garbage\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
      "GET / HTTP/1.1x\r\n\r\n", "GET / HTTP/1.1\r\n" + std::string(300, 'x') + ": y\r\n\r\n",
      "GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n", "\x16\x03\x01\x02 \x01 hello over TLS\r\n\r\n",
      "A-METHOD-THAT-IS-LONGER-THAN-ANY-KNOWN / HTTP/1.1\r\n\r\n");
  client.send(bytes);
  const Answer answer = client.receive();
  CHECK(answer.status == 400);
  CHECK(answer.headers.at("Content-Type") == "application/json; charset=UTF-8");
  CHECK(answer.headers.at("Connection") == "Close");
  CHECK(answer.body == R"({"message":"Bad Request"})");
  CHECK(client.is_closed());
  CHECK(server.last_log()->size() == 12);
  CHECK(server.last_log()->getValue<int>("status") == 400);
  CHECK_FALSE(server.last_log()->getValue<std::string>("error").empty());
  CHECK(server.metrics().text().find(R"({code="400",route="unknown"} 1)") != std::string::npos);
  CHECK(Client(server.port()).get("/ping").status == 200);
}

TEST_CASE("A request line or header without end is refused") {
  const RunningServer server;
  Client client(server.port());
  const std::string start = GENERATE("GET /", "GET / HTTP/1.1\r\nX: ");
  client.send(start + std::string(40000, 'x'));
  const Answer answer = client.receive();
  CHECK((answer.status == 400 || answer.status == 0));  // 0: reset, because what was sent was not all read
  CHECK(server.last_log()->getValue<int>("status") == 400);
}

TEST_CASE("Clients that leave early harm nobody and are not logged") {
  const RunningServer server;
  { const Client connects_only(server.port()); }
  CHECK(Client(server.port()).get("/ping").status == 200);
  CHECK(server.log().size() == 1);
}

TEST_CASE("A silent connection is closed") {
  const RunningServer server({.silence = 1s});
  Client idle(server.port());
  CHECK(idle.get("/ping").status == 200);
  Client stalled(server.port());
  stalled.send(
      GENERATE(as<std::string>(), "GET / HT", "GET /" + std::string(10000, 'x'), "GET / HTTP/1.1\r\nHo"));
  CHECK(idle.is_closed());
  CHECK(stalled.is_closed());
  CHECK(server.log().size() == 1);
}
