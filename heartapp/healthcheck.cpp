// SPDX-License-Identifier: Apache-2.0
#include "healthcheck.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Timespan.h>

#include <chrono>
#include <future>
#include <thread>
#include <utility>

namespace heartapp {
namespace {

using Poco::Net::HTTPRequest;
using namespace std::chrono_literals;

constexpr auto limit = 3s;

std::string ask(std::uint16_t port) {
  try {
    Poco::Net::HTTPClientSession session("127.0.0.1", port);
    session.setTimeout(Poco::Timespan(limit.count(), 0));
    HTTPRequest request(HTTPRequest::HTTP_GET, "/ping", HTTPRequest::HTTP_1_1);
    request.set("User-Agent", "heartapp-healthcheck");
    session.sendRequest(request);
    Poco::Net::HTTPResponse response;
    session.receiveResponse(response);
    if (response.getStatus() == Poco::Net::HTTPResponse::HTTP_OK) return {};
    return "status " + std::to_string(response.getStatus());
  } catch (const Poco::Exception& error) {
    return error.displayText();
  }
}

}  // namespace

std::string check_health(std::uint16_t port) {
  // The session's timeouts hold for each step alone, and a server that sends a byte a second passes them all.
  std::packaged_task<std::string()> task([port] { return ask(port); });
  std::future<std::string> answer = task.get_future();
  std::thread(std::move(task)).detach();
  const std::string problem =
      answer.wait_for(limit) == std::future_status::ready ? answer.get() : "no answer within 3 s";
  return problem.empty() ? "" : "GET http://127.0.0.1:" + std::to_string(port) + "/ping: " + problem;
}

}  // namespace heartapp
