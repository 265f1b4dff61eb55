// SPDX-License-Identifier: Apache-2.0
#include "metrics.hpp"

#include <string>

#include "support/catch.hpp"
#include "version.hpp"

using heartapp::Metrics;
using heartapp::RouteMetrics;
using namespace std::chrono_literals;

namespace {

bool has_line(const Metrics& metrics, const std::string& line) {
  return ("\n" + metrics.text()).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("The codes named for a route are there from the start") {
  Metrics metrics;
  metrics.route("/x", {200, 500});
  CHECK(has_line(metrics, R"(heartapp_http_requests_total{code="200",route="/x"} 0)"));
  CHECK(has_line(metrics, R"(heartapp_http_requests_total{code="500",route="/x"} 0)"));
}

TEST_CASE("Requests are counted by code and route") {
  Metrics metrics;
  RouteMetrics x = metrics.route("/x", {200});
  RouteMetrics y = metrics.route("/y", {200});
  x.count(200, 1ms);
  x.count(200, 1ms);
  y.count(200, 1ms);
  CHECK(has_line(metrics, R"(heartapp_http_requests_total{code="200",route="/x"} 2)"));
  CHECK(has_line(metrics, R"(heartapp_http_requests_total{code="200",route="/y"} 1)"));
}

TEST_CASE("A code that was not named is counted too") {
  Metrics metrics;
  RouteMetrics x = metrics.route("/x", {200});
  x.count(418, 1ms);
  x.count(418, 1ms);
  CHECK(has_line(metrics, R"(heartapp_http_requests_total{code="418",route="/x"} 2)"));
}

TEST_CASE("Durations are in seconds, by route") {
  Metrics metrics;
  RouteMetrics x = metrics.route("/x", {200});
  x.count(200, 500ms);
  x.count(500, 250ms);
  CHECK(has_line(metrics, R"(heartapp_http_request_duration_seconds_count{route="/x"} 2)"));
  CHECK(has_line(metrics, R"(heartapp_http_request_duration_seconds_sum{route="/x"} 0.75)"));
  CHECK(has_line(metrics, R"(heartapp_http_request_duration_seconds_bucket{route="/x",le="0.1"} 0)"));
  CHECK(has_line(metrics, R"(heartapp_http_request_duration_seconds_bucket{route="/x",le="1"} 2)"));
}

TEST_CASE("The build and the requests in flight are shown") {
  Metrics metrics;
  metrics.in_flight().Increment();
  CHECK(has_line(metrics, "heartapp_build_info{version=\"" + std::string(heartapp::version) + "\"} 1"));
  CHECK(has_line(metrics, "heartapp_http_requests_in_flight 1"));
}
