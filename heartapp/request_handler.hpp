// SPDX-License-Identifier: Apache-2.0
// One request: from its path to a reply, a line in the log and a count in the metrics.
#pragma once

#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "metrics.hpp"
#include "request_log.hpp"
#include "routes.hpp"

namespace heartapp {

// Thread-safe. `metrics` and `log` must outlive it.
class RequestHandler {
 public:
  RequestHandler(std::vector<Route> routes, Metrics& metrics, RequestLog& log);

  // Answers through `response`, whose version and keep-alive are set. `bytes_in` of the body have been read.
  void handle(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response,
              std::string_view remote_ip, std::uint64_t bytes_in);

  // Answers 400 to what could not be read as a request.
  void reject(Poco::Net::HTTPServerResponse& response, std::string_view remote_ip, std::string_view reason);

 private:
  struct Target {
    Route route;
    RouteMetrics metrics;
  };
  struct Result {
    Reply reply;
    RouteMetrics* metrics;
    std::string error;
  };

  Result answer(const std::string& method, std::string_view path);

  std::vector<Target> targets_;
  RouteMetrics unknown_;
  prometheus::Gauge& in_flight_;
  RequestLog& log_;
};

}  // namespace heartapp
