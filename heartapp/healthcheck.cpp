// SPDX-License-Identifier: Apache-2.0
#include "healthcheck.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SocketStream.h>
#include <Poco/Net/StreamSocket.h>
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

// Without Poco's client session: it brings PCRE along, a sixth of the static binary.
std::string ask(std::uint16_t port) {
  try {
    const Poco::Timespan patience(limit.count(), 0);
    Poco::Net::StreamSocket socket;
    // From a text SocketAddress would look the name up, and the static binary hold a resolver for it.
    socket.connect(Poco::Net::SocketAddress(Poco::Net::IPAddress("127.0.0.1"), port), patience);
    socket.setReceiveTimeout(patience);
    Poco::Net::SocketStream stream(socket);
    HTTPRequest request(HTTPRequest::HTTP_GET, "/ping", HTTPRequest::HTTP_1_1);
    request.setHost("127.0.0.1", port);
    request.setKeepAlive(false);
    request.set("User-Agent", "heartapp-healthcheck");
    request.write(stream);
    stream.flush();
    Poco::Net::HTTPResponse response;
    response.read(stream);
    if (response.getStatus() == Poco::Net::HTTPResponse::HTTP_OK) return {};
    return "status " + std::to_string(response.getStatus());
  } catch (const Poco::Exception& error) {
    return error.displayText();
  }
}

}  // namespace

std::string check_health(std::uint16_t port) {
  // The socket's timeouts hold for each step alone, and a server that sends a byte a second passes them all.
  std::packaged_task<std::string()> task([port] { return ask(port); });
  std::future<std::string> answer = task.get_future();
  std::thread(std::move(task)).detach();
  const std::string problem =
      answer.wait_for(limit) == std::future_status::ready ? answer.get() : "no answer within 3 s";
  return problem.empty() ? "" : "GET http://127.0.0.1:" + std::to_string(port) + "/ping: " + problem;
}

}  // namespace heartapp
