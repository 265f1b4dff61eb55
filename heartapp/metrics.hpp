// SPDX-License-Identifier: Apache-2.0
// What /metrics shows, kept by prometheus-cpp.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace heartapp {

// The series of one route. The common codes are looked up once, here, and not on every request.
class RouteMetrics {
 public:
  RouteMetrics(std::string route, const std::vector<int>& codes,
               prometheus::Family<prometheus::Counter>& requests,
               prometheus::Family<prometheus::Histogram>& durations);

  void count(int code, std::chrono::nanoseconds duration);

 private:
  prometheus::Counter& series(int code) const;

  std::string route_;
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Histogram& duration_;
  std::vector<std::pair<int, prometheus::Counter*>> by_code_;
};

class Metrics {
 public:
  Metrics();

  // `route` is a label: give paths of the route table only, never what a client sent. `codes` are present
  // from the start with the value 0; another code gets its series when it is first counted. Valid as long as
  // *this.
  RouteMetrics route(std::string route, const std::vector<int>& codes);

  prometheus::Gauge& in_flight() { return in_flight_; }

  // The text format 0.0.4.
  std::string text() const;

 private:
  prometheus::Registry registry_;
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Histogram>& durations_;
  prometheus::Gauge& in_flight_;
};

}  // namespace heartapp
