// SPDX-License-Identifier: Apache-2.0
#include "metrics.hpp"

#include <prometheus/text_serializer.h>

#include <algorithm>

#include "version.hpp"

namespace heartapp {
namespace {

// An answer from memory takes microseconds, a slow one is slow by the second.
const prometheus::Histogram::BucketBoundaries duration_buckets{
    0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.1, 1};

}  // namespace

RouteMetrics::RouteMetrics(std::string route, const std::vector<int>& codes,
                           prometheus::Family<prometheus::Counter>& requests,
                           prometheus::Family<prometheus::Histogram>& durations)
    : route_(std::move(route)),
      requests_(requests),
      duration_(durations.Add({{"route", route_}}, duration_buckets)) {
  for (const int code : codes) by_code_.emplace_back(code, &series(code));
}

prometheus::Counter& RouteMetrics::series(int code) const {
  return requests_.Add({{"code", std::to_string(code)}, {"route", route_}});
}

void RouteMetrics::count(int code, std::chrono::nanoseconds duration) {
  duration_.Observe(std::chrono::duration<double>(duration).count());
  const auto known = std::find_if(by_code_.begin(), by_code_.end(),
                                  [code](const auto& entry) { return entry.first == code; });
  (known != by_code_.end() ? *known->second : series(code)).Increment();
}

Metrics::Metrics()
    : requests_(prometheus::BuildCounter()
                    .Name("heartapp_http_requests_total")
                    .Help("Requests answered, by status code and route.")
                    .Register(registry_)),
      durations_(prometheus::BuildHistogram()
                     .Name("heartapp_http_request_duration_seconds")
                     .Help("Time from the request's header read to its answer ready, by route.")
                     .Register(registry_)),
      in_flight_(prometheus::BuildGauge()
                     .Name("heartapp_http_requests_in_flight")
                     .Help("Requests being answered now.")
                     .Register(registry_)
                     .Add({})) {
  prometheus::BuildGauge()
      .Name("heartapp_build_info")
      .Help("1, with the version as a label.")
      .Register(registry_)
      .Add({{"version", std::string(version)}})
      .Set(1);
}

RouteMetrics Metrics::route(std::string route, const std::vector<int>& codes) {
  return {std::move(route), codes, requests_, durations_};
}

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(registry_.Collect()); }

}  // namespace heartapp
