// SPDX-License-Identifier: Apache-2.0
// Snapshot to Prometheus text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). The page is
// written, not modelled: from slots straight to bytes; what does not change from scrape to scrape was written
// at start.
#pragma once

#include <prometheus/metric_family.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/snapshot.hpp"

namespace exporter::expose {

inline constexpr std::string_view text_content_type = "text/plain; version=0.0.4; charset=utf-8";

// The container or machine families of a layout. A family without a sample is not written.
class SubjectWriter {
 public:
  explicit SubjectWriter(const model::Layout& layout);

  void write(const std::vector<const model::Subject*>& subjects, std::string& out) const;

 private:
  struct Line {
    std::string opening;  // name{
    std::string
        closing;  // ,cpu="total"}  with the constant labels; without a comma where nothing is before it
    std::size_t dimension = 0;
    std::size_t column = 0;
    int decimals = 0;
  };
  struct Family {
    std::string header;  // HELP and TYPE
    std::vector<Line> lines;
  };
  void write_line(const Line& line, const model::Subject& subject, std::string& out) const;

  std::vector<Family> families_;
  std::vector<std::size_t> columns_;  // per dimension
};

// Families of prometheus-cpp, for the exporter's own instrumentation.
void write_families(const std::vector<prometheus::MetricFamily>& families, std::string& out);

}  // namespace exporter::expose
