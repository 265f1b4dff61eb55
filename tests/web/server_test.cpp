// SPDX-License-Identifier: Apache-2.0
#include "web/server.hpp"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/StreamCopier.h>
#include <sys/socket.h>
#include <time.h>

#include <array>
#include <chrono>
#include <thread>

#include "support/catch.hpp"
#include "support/descriptor_limit.hpp"
#include "support/temp_tree.hpp"
#include "web/healthcheck.hpp"

using namespace exporter;
using namespace std::chrono_literals;
using Poco::Net::HTTPRequest;
using Poco::Net::HTTPResponse;

namespace {

struct Fixture {
  std::atomic<bool> ready{false};
  std::chrono::milliseconds slowness{0};
  std::string text = "a_metric 1\n";
  expose::Pages pages{[this](auto) {
                        std::this_thread::sleep_for(slowness);
                        if (text.empty()) throw std::runtime_error("the collection broke");
                      },
                      [this](const expose::View& view, std::string& out) {
                        out = text;
                        if (view.name) out += "named\n";
                        out += expose::ending(view.format);
                      }};
  web::Site site{pages, [this] { return ready.load(); }, "/metrics"};
  web::Server server{site, {"127.0.0.1:0"}};

  std::string address() const { return server.addresses().at(0).toString(); }

  std::string get(const std::string& path, HTTPResponse& response, const std::string& encoding = "",
                  const std::string& method = HTTPRequest::HTTP_GET) {
    Poco::Net::HTTPClientSession session(server.addresses().at(0));
    return get(session, path, response, encoding, method);
  }
  static std::string get(Poco::Net::HTTPClientSession& session, const std::string& path,
                         HTTPResponse& response, const std::string& encoding = "",
                         const std::string& method = HTTPRequest::HTTP_GET, const std::string& accept = "") {
    HTTPRequest request(method, path, HTTPRequest::HTTP_1_1);
    if (!accept.empty()) request.set("Accept", accept);
    if (!encoding.empty()) request.set("Accept-Encoding", encoding);
    session.sendRequest(request);
    std::string body;
    Poco::StreamCopier::copyToString(session.receiveResponse(response), body);
    return body;
  }
  int status(const std::string& path, const std::string& method = HTTPRequest::HTTP_GET) {
    HTTPResponse response;
    get(path, response, "", method);
    return response.getStatus();
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "the metrics with their content type") {
  HTTPResponse response;
  CHECK(get("/metrics?x=y", response) == text);
  CHECK(response.getStatus() == 200);
  CHECK(response.getContentType() == "text/plain; version=0.0.4; charset=utf-8");
  CHECK(response.getContentLength() == static_cast<std::streamsize>(text.size()));
  CHECK(response.get("Vary") == "Accept, Accept-Encoding");
}

TEST_CASE_METHOD(Fixture, "OpenMetrics when asked") {
  Poco::Net::HTTPClientSession session(server.addresses().at(0));
  HTTPResponse response;
  CHECK(get(session, "/metrics", response, "", HTTPRequest::HTTP_GET,
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,*/*;q=0.2") ==
        text + "# EOF\n");
  CHECK(response.getContentType() ==
        "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores");
  CHECK(response.get("Vary") == "Accept, Accept-Encoding");
}

TEST_CASE_METHOD(Fixture, "a filtered scrape, and one that cannot be meant") {
  HTTPResponse response;
  CHECK(get("/metrics?name=web", response) == text + "named\n");
  CHECK(get("/metrics", response) == text);
  CHECK(get("/metrics?collect[]=cpu&exclude[]=memory", response) ==
        "collect[] and exclude[] cannot be used together\n");
  CHECK(response.getStatus() == 400);
  // As deep as a pattern can nest, on a server thread's stack.
  const std::string deep = std::string(99, '(') + "a*" + std::string(99, ')');
  CHECK(get("/metrics?name=" + deep, response) == text + "named\n");
}

TEST_CASE_METHOD(Fixture, "gzip when asked, and only where it helps") {
  HTTPResponse response;
  get("/metrics", response, "gzip");
  CHECK_FALSE(response.has("Content-Encoding"));
  text = std::string(5000, 'x');
  const auto packed = get("/metrics", response, "gzip");
  CHECK(response.get("Content-Encoding") == "gzip");
  CHECK(packed.size() < 200);
  CHECK(get("/metrics", response, "identity") == text);
  get("/metrics", response, "gzip;q=0.5, zstd");
  CHECK(response.get("Content-Encoding") == "zstd");
  get("/metrics", response, "identity;q=0");
  CHECK(response.getStatus() == 406);
}

TEST_CASE_METHOD(Fixture, "health, readiness, landing page, and nothing else") {
  HTTPResponse response;
  CHECK(get("/healthz", response) == "ok");
  CHECK(status("/-/healthy") == 200);
  CHECK(status("/-/ready") == 503);
  ready = true;
  CHECK(status("/-/ready") == 200);
  CHECK(get("/", response).find("href=\"/metrics\"") != std::string::npos);
  CHECK(status("/metricsx") == 404);
  CHECK(status("/healthz/") == 404);
}

TEST_CASE_METHOD(Fixture, "unknown paths lead to the landing page where cAdvisor's manners are asked for") {
  site.redirect_unknown = true;
  HTTPResponse response;
  get("/containers/", response);
  CHECK(response.getStatus() == 307);
  CHECK(response.get("Location") == "/");
  CHECK(status("/metrics") == 200);
}

TEST_CASE_METHOD(Fixture,
                 "with a password file all but health asks for a password, the metrics if they are to") {
  support::TempTree tree;
  tree.write("users", "ann:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
  const web::Htpasswd users(tree.path("users"));
  site.users = &users;
  HTTPResponse response;
  get("/metrics", response);
  CHECK(response.getStatus() == 401);
  CHECK(response.get("WWW-Authenticate").starts_with("Basic realm=\"container-exporter\""));
  CHECK(status("/") == 401);
  CHECK(status("/nowhere") == 401);
  CHECK(status("/healthz") == 200);
  CHECK(status("/-/healthy") == 200);
  CHECK(status("/-/ready") == 503);

  Poco::Net::HTTPClientSession session(server.addresses().at(0));
  HTTPRequest request(HTTPRequest::HTTP_GET, "/metrics", HTTPRequest::HTTP_1_1);
  request.set("Authorization", "Basic YW5uOnNlY3JldA==");
  session.sendRequest(request);
  std::string body;
  Poco::StreamCopier::copyToString(session.receiveResponse(response), body);
  CHECK(response.getStatus() == 200);
  CHECK(body == text);

  site.users_for_metrics = false;
  CHECK(status("/metrics") == 200);
  CHECK(status("/") == 401);
}

TEST_CASE_METHOD(Fixture, "HEAD has no body, other methods are refused") {
  HTTPResponse response;
  CHECK(get("/metrics", response, "", HTTPRequest::HTTP_HEAD).empty());
  CHECK(response.getContentLength() == static_cast<std::streamsize>(text.size()));
  get("/metrics", response, "", HTTPRequest::HTTP_POST);
  CHECK(response.getStatus() == 405);
  CHECK(response.get("Allow") == "GET, HEAD");
}

TEST_CASE_METHOD(Fixture, "a connection serves many requests") {
  Poco::Net::HTTPClientSession session(server.addresses().at(0));
  session.setKeepAlive(true);
  for (int i = 0; i < 5; ++i) {
    HTTPResponse response;
    CHECK(get(session, "/metrics", response) == text);
    CHECK(response.getKeepAlive());
  }
}

TEST_CASE_METHOD(Fixture, "a broken collection is a 500, the next one is fine") {
  text.clear();
  HTTPResponse response;
  CHECK(get("/metrics", response) == "the collection broke\n");
  CHECK(response.getStatus() == 500);
  text = "b 2\n";
  CHECK(get("/metrics", response) == text);
}

TEST_CASE_METHOD(Fixture, "the response in flight is finished, idle connections do not hold the end up") {
  Poco::Net::HTTPClientSession idle(server.addresses().at(0));
  idle.setKeepAlive(true);
  HTTPResponse first;
  get(idle, "/healthz", first);
  slowness = 200ms;
  std::string body;
  std::thread scraper([&] {
    HTTPResponse response;
    body = get("/metrics", response);
  });
  while (site.in_flight == 0) std::this_thread::sleep_for(1ms);
  const auto start = std::chrono::steady_clock::now();
  server.stop(900ms);
  const auto took = std::chrono::steady_clock::now() - start;
  scraper.join();
  CHECK(body == text);
  CHECK(took < 900ms);
}

TEST_CASE_METHOD(Fixture, "the health check asks the running instance") {
  const std::string where = address();
  CHECK(web::ask_health(where).empty());
  server.stop(0ms);
  CHECK_FALSE(web::ask_health(where).empty());
}

TEST_CASE_METHOD(Fixture, "a port in use is named") {
  try {
    web::Server second(site, {address()});
    FAIL("listened twice");
  } catch (const std::runtime_error& error) {
    CHECK(std::string(error.what()).find(address()) != std::string::npos);
    CHECK(std::string(error.what()).find("--web.listen-address") != std::string::npos);
  }
}

TEST_CASE_METHOD(Fixture, "IPv6, every interface, and a Unix socket") {
  support::TempTree tree;
  const std::string file = "unix:" + tree.path("socket");
  {
    web::Server others(site, {":0", file});
    CHECK(web::ask_health(file).empty());
    const auto everywhere = others.addresses().at(0).port();
    CHECK(web::ask_health("127.0.0.1:" + std::to_string(everywhere)).empty());
  }
  CHECK_FALSE(std::filesystem::exists(tree.path("socket")));
}

namespace {

// All that comes back until the server closes or is silent for a second.
std::string raw(const Poco::Net::SocketAddress& address, const std::string& request) {
  Poco::Net::StreamSocket socket(address);
  socket.setReceiveTimeout(Poco::Timespan(1, 0));
  socket.sendBytes(request.data(), static_cast<int>(request.size()));
  std::string answer;
  std::array<char, 4096> part{};
  try {
    for (int got = 1; got > 0;) {
      got = socket.receiveBytes(part.data(), static_cast<int>(part.size()));
      answer.append(part.data(), static_cast<std::size_t>(got));
    }
  } catch (const Poco::Exception&) {
    answer += "(open)";
  }
  return answer;
}

}  // namespace

TEST_CASE_METHOD(Fixture,
                 "a connection that cannot be accepted for want of descriptors waits, and costs nothing") {
  CHECK(status("/-/healthy") == 200);  // every thread that is needed is there
  const auto address = server.addresses().at(0);
  const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto cpu_ms = [] {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1'000'000;
  };
  const auto before = cpu_ms();
  {
    const support::DescriptorLimit none;
    (void)::connect(client, address.addr(), address.length());
    std::this_thread::sleep_for(500ms);
  }
  CHECK(cpu_ms() - before < 150);
  const std::string request = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  REQUIRE(::send(client, request.data(), request.size(), 0) == static_cast<ssize_t>(request.size()));
  std::array<char, 64> answer{};
  const auto length = ::recv(client, answer.data(), answer.size(), 0);
  CHECK(std::string_view(answer.data(), length < 0 ? 0 : static_cast<std::size_t>(length))
            .starts_with("HTTP/1.1 200"));
  ::close(client);
}

TEST_CASE_METHOD(Fixture, "what is no HTTP gets a 400 and an end") {
  for (const std::string method : {"GET", "HEAD"}) {
    const auto answer = raw(server.addresses().at(0),
                            method + " /-/healthy HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n");
    INFO(answer);
    CHECK(answer.rfind("HTTP/1.1 400 ", 0) == 0);
    CHECK(answer.find("(open)") == std::string::npos);
  }
  CHECK(status("/-/healthy") == 200);
}

TEST_CASE_METHOD(Fixture, "HEAD has the header of GET and no body") {
  const std::string close = " /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  const auto head = raw(server.addresses().at(0), "HEAD" + close);
  CHECK(head.find("Content-Length: " + std::to_string(text.size())) != std::string::npos);
  CHECK(head.substr(head.size() - 4) == "\r\n\r\n");
  CHECK(raw(server.addresses().at(0), "GET" + close).substr(head.size()) == text);
}

TEST_CASE_METHOD(Fixture, "a body is never taken for the next request") {
  const std::string smuggled = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  for (const std::string header :
       {"Transfer-Encoding: gzip, chunked", "Content-Length: 0\r\nContent-Length: 29",
        "transfer-encoding: chunked", "Content-Length: 29"}) {
    const auto answer = raw(server.addresses().at(0),
                            "GET /healthz HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n" + smuggled);
    INFO(header << ": " << answer);
    CHECK(answer.find("<!DOCTYPE") == std::string::npos);
  }
}

TEST_CASE_METHOD(Fixture, "requests one after the other in one packet are all answered") {
  const std::string request = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
  const auto answer = raw(server.addresses().at(0), request + request + request);
  std::size_t answers = 0;
  for (auto at = answer.find("HTTP/1.1 200"); at != std::string::npos;
       at = answer.find("HTTP/1.1 200", at + 1))
    ++answers;
  CHECK(answers == 3);
}
