// SPDX-License-Identifier: Apache-2.0
#include "compare/command.hpp"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include <sstream>

#include "support/catch.hpp"
#include "support/contains.hpp"

using namespace exporter;
using support::check_contains;

namespace {

struct Handler : Poco::Net::HTTPRequestHandler {
  Handler(std::string text, int code) : page(std::move(text)), status(code) {}
  void handleRequest(Poco::Net::HTTPServerRequest&, Poco::Net::HTTPServerResponse& response) override {
    response.setStatus(std::to_string(status));
    response.setContentLength(static_cast<std::streamsize>(page.size()));
    response.send() << page;
  }
  std::string page;
  int status;
};

// Pages one after the other, the last one for ever.
struct Factory : Poco::Net::HTTPRequestHandlerFactory {
  Factory(std::vector<std::string> texts, int code) : pages(std::move(texts)), status(code) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest& request) override {
    authorization = request.get("Authorization", "");
    return new Handler(pages[std::min(next++, pages.size() - 1)], status);
  }
  std::vector<std::string> pages;
  int status;
  std::size_t next = 0;
  std::string authorization;  // of the last request
};

class FakeExporter {
 public:
  explicit FakeExporter(std::vector<std::string> pages, int status = 200)
      : factory_(new Factory(std::move(pages), status)),
        server_(factory_, socket_, new Poco::Net::HTTPServerParams) {
    server_.start();
  }
  ~FakeExporter() { server_.stopAll(true); }
  FakeExporter(const FakeExporter&) = delete;
  FakeExporter& operator=(const FakeExporter&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()) + "/metrics"; }
  std::string authorization() const { return factory_->authorization; }

 private:
  Factory* factory_;  // the server's
  Poco::Net::ServerSocket socket_{Poco::Net::SocketAddress("127.0.0.1", 0)};
  Poco::Net::HTTPServer server_;
};

struct Outcome {
  int status;
  std::string out;
  std::string errors;
};

Outcome run(std::vector<std::string> words) {
  words.emplace_back("--interval=200ms");
  std::ostringstream out;
  std::ostringstream errors;
  const int status = compare::run(words, out, errors);
  return {status, out.str(), errors.str()};
}

std::string counter(int value) { return "# TYPE a_total counter\na_total " + std::to_string(value) + "\n"; }

}  // namespace

TEST_CASE("two exporters that count alike are equal, whatever they began with") {
  FakeExporter first({counter(1000), counter(2000)});
  FakeExporter second({counter(71000), counter(72000)});
  const auto outcome = run({first.url(), second.url(), "--tolerance=0.3"});
  INFO(outcome.out);
  CHECK(outcome.status == 0);
  CHECK(outcome.errors.empty());
}

TEST_CASE("two exporters that count otherwise differ, in words and in JSON") {
  FakeExporter first({counter(1000), counter(2000)});
  FakeExporter second({counter(1000), counter(5000)});
  const auto outcome = run({first.url(), second.url()});
  CHECK(outcome.status == 1);
  check_contains(outcome.out, " per second\n");
  const auto json = run({first.url(), second.url() + "x", "--json"});
  CHECK(json.status == 1);  // 2000 stands still, so does 5000
  check_contains(json.out, R"("first":2000,"second":5000)");
}

TEST_CASE("one exporter is compared with itself at two moments") {
  FakeExporter steady({counter(1000), counter(2000)});
  CHECK(run({steady.url()}).status == 0);
  FakeExporter reset({counter(1000), counter(10)});
  const auto outcome = run({reset.url()});
  CHECK(outcome.status == 1);
  check_contains(outcome.out, ", later\n");
  check_contains(outcome.out, "{}: 1000 and 10\n");
}

TEST_CASE("what cannot be compared is 2, and says why") {
  FakeExporter good({counter(1)});
  FakeExporter missing({"no\n"}, 404);
  FakeExporter empty({"<html></html>\n"});
  std::string gone;
  {
    FakeExporter closed({""});
    gone = closed.url();
  }
  CHECK(run({good.url(), missing.url()}).status == 2);
  check_contains(run({missing.url()}).errors,
                 "container-exporter compare: " + missing.url() + ": answered 404");
  check_contains(run({empty.url()}).errors, "the page has no metrics");
  check_contains(run({gone}).errors, "refused");
  check_contains(run({good.url(), "--ignore=("}).errors, "--ignore: \"(\" is not valid");
  check_contains(run({}).errors, "expected one URL or two");
  CHECK(run({"https://localhost/"}).out.empty());
}

TEST_CASE("the user and the password are sent, and not shown") {
  FakeExporter exporter({counter(1)});
  auto url = exporter.url();
  const auto outcome = run({url.insert(7, "joe:secret@")});
  CHECK(outcome.status == 0);
  CHECK(exporter.authorization() == "Basic am9lOnNlY3JldA==");
  CHECK(outcome.out.find("secret") == std::string::npos);
}

TEST_CASE("help is an answer") {
  const auto outcome = run({"--help"});
  CHECK(outcome.status == 0);
  check_contains(outcome.out, "usage: container-exporter compare URL [URL]");
}

TEST_CASE("a page that ends within a line was cut off, which is no difference") {
  FakeExporter whole({counter(1000), counter(2000)});
  FakeExporter cut({counter(1000).substr(0, 25)});
  const auto outcome = run({whole.url(), cut.url()});
  CHECK(outcome.status == 2);
  check_contains(outcome.errors, "cut off");
}
