// SPDX-License-Identifier: Apache-2.0
// A page of any exporter, read: Prometheus' text format 0.0.4. Input is not trusted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace exporter::compare {

// By name; without empty ones, since absent and empty are one to Prometheus.
using Labels = std::map<std::string, std::string>;

struct Sample {
  double value = 0;
  std::optional<std::int64_t> timestamp;  // ms since the epoch, where the page has one
};

struct Family {
  std::string type = "untyped";
  std::map<Labels, Sample> series;  // parts of a histogram or summary have their name in __name__
};

struct Page {
  std::map<std::string, Family> families;  // those with a series
  std::size_t malformed = 0;        // lines that are not of the format: Prometheus would refuse the page
  std::size_t first_malformed = 0;  // the line's number, from 1; 0: none
  std::size_t repeated = 0;         // series that stood there before; the last value counts
};

// Malformed lines are counted and passed over.
Page parse_page(std::string_view text);

}  // namespace exporter::compare
