// SPDX-License-Identifier: Apache-2.0
#include "request_handler.hpp"

#include <Poco/Exception.h>

#include <stdexcept>
#include <string>

#include "client.hpp"
#include "running_server.hpp"
#include "support/catch.hpp"

using heartapp::Reply;
using heartapp::Route;
using namespace std::string_literals;

namespace {

const std::string json_type = "application/json; charset=UTF-8";

std::vector<Route> throwing_routes() {
  return {{"/throws", []() -> Reply { throw std::runtime_error("no \"heart\""); }},
          {"/throws-poco", []() -> Reply { throw Poco::NotFoundException("heart"); }},
          {"/throws-int", []() -> Reply { throw 3; }},
          {"/teapot", [] { return heartapp::message(418, "short and stout"); }}};
}

bool shows(Client& client, const std::string& line) {
  return ("\n" + client.get("/metrics").body).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("GET / says hello") {
  const RunningServer server;
  const Answer answer = Client(server.port()).get("/");
  CHECK(answer.status == 200);
  CHECK(answer.headers.at("Content-Type") == "text/html; charset=UTF-8");
  CHECK(answer.body == "Hello, Docker! <3");
}

TEST_CASE("GET /ping says OK") {
  const RunningServer server;
  const Answer answer = Client(server.port()).get("/ping");
  CHECK(answer.status == 200);
  CHECK(answer.headers.at("Content-Type") == json_type);
  CHECK(answer.body == R"({"Status":"OK"})");
}

TEST_CASE("Query, fragment and the absolute form lead to the same route") {
  const RunningServer server;
  Client client(server.port());
  const std::string uri = GENERATE("/ping?", "/ping?a=/b&c=http://x/", "/ping#x", "http://localhost/ping",
                                   "http://localhost:8080/ping?x");
  CHECK(client.get(uri).body == R"({"Status":"OK"})");
}

TEST_CASE("An absolute form without a path is the root") {
  const RunningServer server;
  CHECK(Client(server.port()).get("http://localhost").body == "Hello, Docker! <3");
}

TEST_CASE("HEAD is GET without the body") {
  const RunningServer server;
  Client client(server.port());
  client.send(request("HEAD", "/"));
  const Answer answer = client.receive(false);
  CHECK(answer.status == 200);
  CHECK(answer.headers.at("Content-Type") == "text/html; charset=UTF-8");
  CHECK(answer.headers.at("Content-Length") == "17");
  CHECK(client.get("/ping").body == R"({"Status":"OK"})");
  CHECK(server.log().front()->getValue<int>("bytes_out") == 0);
}

TEST_CASE("An unknown path is not found, whatever the method") {
  const RunningServer server;
  Client client(server.port());
  const std::string path = GENERATE("/nope", "/ping/", "//", "/Ping", "*", "ping", "/../ping", "/%70ing");
  const std::string method = GENERATE("GET", "POST");
  client.send(request(method, path));
  const Answer answer = client.receive();
  CHECK(answer.status == 404);
  CHECK(answer.headers.at("Content-Type") == json_type);
  CHECK(answer.body == R"({"message":"Not Found"})");
  CHECK(server.last_log()->getValue<std::string>("error") == "Not Found");
}

TEST_CASE("A wrong method is told which are right") {
  const RunningServer server;
  Client client(server.port());
  const std::string method = GENERATE("POST", "PUT", "DELETE", "OPTIONS", "get", "TRACE");
  client.send(request(method, "/ping"));
  const Answer answer = client.receive();
  CHECK(answer.status == 405);
  CHECK(answer.headers.at("Allow") == "GET, HEAD");
  CHECK(answer.headers.at("Content-Type") == json_type);
  CHECK(answer.body == R"({"message":"Method Not Allowed"})");
}

TEST_CASE("A handler that throws is answered with 500 and the server lives on") {
  const RunningServer server({}, throwing_routes());
  Client client(server.port());
  const auto [path, error] =
      GENERATE(table<std::string, std::string>({{"/throws", "no \"heart\""},
                                                {"/throws-poco", "Not found: heart"},
                                                {"/throws-int", "unknown exception"}}));
  const Answer answer = client.get(path);
  CHECK(answer.status == 500);
  CHECK(answer.headers.at("Content-Type") == json_type);
  CHECK(answer.body == R"({"message":"Internal Server Error"})");
  CHECK(server.last_log()->getValue<int>("status") == 500);
  CHECK(server.last_log()->getValue<std::string>("error") == error);
  CHECK(client.get("/ping").status == 200);
  CHECK(shows(client, R"(heartapp_http_requests_total{code="500",route=")" + path + "\"} 1"));
}

TEST_CASE("A handler chooses its status") {
  const RunningServer server({}, throwing_routes());
  Client client(server.port());
  CHECK(client.get("/teapot").status == 418);
  CHECK(shows(client, R"(heartapp_http_requests_total{code="418",route="/teapot"} 1)"));
}

TEST_CASE("The log line says what was asked and answered") {
  const RunningServer server;
  Client client(server.port());
  client.send(
      "POST /ping?x=1 HTTP/1.1\r\nHost: example.org:99\r\nUser-Agent: me/1\r\nContent-Length: 3\r\n\r\nabc");
  client.receive();
  const auto log = server.last_log();
  CHECK(log->size() == 12);
  CHECK(log->getValue<std::string>("remote_ip") == "127.0.0.1");
  CHECK(log->getValue<std::string>("host") == "example.org:99");
  CHECK(log->getValue<std::string>("method") == "POST");
  CHECK(log->getValue<std::string>("uri") == "/ping?x=1");
  CHECK(log->getValue<std::string>("user_agent") == "me/1");
  CHECK(log->getValue<int>("status") == 405);
  CHECK(log->getValue<std::string>("error") == "Method Not Allowed");
  CHECK(log->getValue<int>("latency") > 0);
  CHECK_FALSE(log->getValue<std::string>("latency_human").empty());
  CHECK(log->getValue<int>("bytes_in") == 3);
  CHECK(log->getValue<int>("bytes_out") == 32);
  CHECK(log->getValue<std::string>("time").size() == std::string("2024-02-29T01:02:03.000004567Z").size());
}

TEST_CASE("Whatever a client sends, the log stays JSON") {
  const RunningServer server;
  Client client(server.port());
  client.send(
      "GET /\"\\\x01\xC3(\x80 HTTP/1.1\r\nHost: \"\\\t\x02\xED\xA0\x80\r\nUser-Agent: a\0\x1b\xF5z\r\n\r\n"s);
  CHECK(client.receive().status == 404);
  const auto log = server.last_log();
  CHECK(log->getValue<std::string>("uri") == "/\"\\\x01\xEF\xBF\xBD(\xEF\xBF\xBD");
  CHECK(log->getValue<std::string>("user_agent") == "a\0\x1b\xEF\xBF\xBDz"s);
}

TEST_CASE("Requests are counted by route, unknown paths under one name") {
  const RunningServer server;
  Client client(server.port());
  for (const char* path : {"/", "/ping", "/ping", "/a", "/b", "/c\"d"}) client.get(path);
  client.send(request("PUT", "/"));
  client.receive();
  CHECK(shows(client, R"(heartapp_http_requests_total{code="200",route="/"} 1)"));
  CHECK(shows(client, R"(heartapp_http_requests_total{code="405",route="/"} 1)"));
  CHECK(shows(client, R"(heartapp_http_requests_total{code="200",route="/ping"} 2)"));
  CHECK(shows(client, R"(heartapp_http_requests_total{code="404",route="unknown"} 3)"));
  CHECK(shows(client, R"(heartapp_http_request_duration_seconds_count{route="/ping"} 2)"));
  CHECK(shows(client, R"(heartapp_http_request_duration_seconds_count{route="unknown"} 3)"));
  CHECK(shows(client, "heartapp_http_requests_in_flight 1"));
  const Answer page = client.get("/metrics");
  CHECK(page.headers.at("Content-Type") == "text/plain; version=0.0.4; charset=utf-8");
  CHECK(page.body.find("route=\"/a\"") == std::string::npos);
}
