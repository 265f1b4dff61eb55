// SPDX-License-Identifier: Apache-2.0
#include "request_handler.hpp"

#include <Poco/Exception.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <utility>

namespace heartapp {
namespace {

using Poco::Net::HTTPRequest;
using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerResponse;
using std::chrono::steady_clock;
using std::chrono::system_clock;

const std::string none;

class InFlight {
 public:
  explicit InFlight(prometheus::Gauge& gauge) : gauge_(gauge) { gauge_.Increment(); }
  ~InFlight() { gauge_.Decrement(); }
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;

 private:
  prometheus::Gauge& gauge_;
};

// "/ping?x=1" and, as proxies ask, "http://host/ping" are both /ping.
std::string_view path_of(std::string_view uri) {
  uri = uri.substr(0, uri.find_first_of("?#"));
  if (uri.starts_with('/')) return uri;
  const std::size_t scheme = uri.find("://");
  if (scheme == std::string_view::npos) return uri;
  const std::size_t slash = uri.find('/', scheme + 3);
  return slash == std::string_view::npos ? "/" : uri.substr(slash);
}

void send(HTTPServerResponse& response, const Reply& reply) {
  response.setStatusAndReason(static_cast<HTTPServerResponse::HTTPStatus>(reply.status));
  response.setContentType(reply.content_type);
  response.sendBuffer(reply.body.data(), reply.body.size());
}

}  // namespace

RequestHandler::RequestHandler(std::vector<Route> routes, Metrics& metrics, RequestLog& log)
    : unknown_(metrics.route("unknown", {400, 404})), in_flight_(metrics.in_flight()), log_(log) {
  for (Route& route : routes) {
    RouteMetrics series = metrics.route(route.path, {200, 405, 500});
    targets_.push_back({std::move(route), std::move(series)});
  }
}

void RequestHandler::handle(HTTPServerRequest& request, HTTPServerResponse& response,
                            std::string_view remote_ip, std::uint64_t bytes_in) {
  const auto start = steady_clock::now();
  const InFlight in_flight(in_flight_);
  const Result result = answer(request.getMethod(), path_of(request.getURI()));
  if (result.reply.status == HTTPServerResponse::HTTP_METHOD_NOT_ALLOWED) response.set("Allow", "GET, HEAD");
  send(response, result.reply);

  const auto latency = steady_clock::now() - start;
  result.metrics->count(result.reply.status, latency);
  log_.write({
      .time = system_clock::now(),
      .remote_ip = remote_ip,
      .host = request.get(HTTPRequest::HOST, none),
      .method = request.getMethod(),
      .uri = request.getURI(),
      .user_agent = request.get("User-Agent", none),
      .status = result.reply.status,
      .error = result.error,
      .latency = latency,
      .bytes_in = bytes_in,
      .bytes_out = request.getMethod() == HTTPRequest::HTTP_HEAD ? 0 : result.reply.body.size(),
  });
}

void RequestHandler::reject(HTTPServerResponse& response, std::string_view remote_ip,
                            std::string_view reason) {
  const Reply reply = message(HTTPServerResponse::HTTP_BAD_REQUEST, "Bad Request");
  response.setStatusAndReason(HTTPServerResponse::HTTP_BAD_REQUEST);
  response.setContentType(reply.content_type);
  response.setContentLength64(static_cast<Poco::Int64>(reply.body.size()));
  response.send() << reply.body;  // sendBuffer() needs a request to know that it is not HEAD

  unknown_.count(reply.status, {});
  log_.write({
      .time = system_clock::now(),
      .remote_ip = remote_ip,
      .host = {},
      .method = {},
      .uri = {},
      .user_agent = {},
      .status = reply.status,
      .error = reason,
      .latency = {},
      .bytes_in = 0,
      .bytes_out = reply.body.size(),
  });
}

RequestHandler::Result RequestHandler::answer(const std::string& method, std::string_view path) {
  const auto target = std::find_if(targets_.begin(), targets_.end(),
                                   [path](const Target& candidate) { return candidate.route.path == path; });
  if (target == targets_.end()) return {message(404, "Not Found"), &unknown_, "Not Found"};
  RouteMetrics* metrics = &target->metrics;
  if (method != HTTPRequest::HTTP_GET && method != HTTPRequest::HTTP_HEAD) {
    return {message(405, "Method Not Allowed"), metrics, "Method Not Allowed"};
  }
  std::string error;
  try {
    return {target->route.handle(), metrics, {}};
  } catch (const Poco::Exception& thrown) {
    error = thrown.displayText();  // what() is the type's name only
  } catch (const std::exception& thrown) {
    error = thrown.what();
  } catch (...) {
    error = "unknown exception";
  }
  return {message(500, "Internal Server Error"), metrics, error};
}

}  // namespace heartapp
