// SPDX-License-Identifier: Apache-2.0
// The numbers of one scrape, columnar, as the reader hands them to the writer.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "model/metric.hpp"

namespace exporter::model {

// Missing is not zero: a value that could not be had is not present and is left off the page.
struct Value {
  std::int64_t number = 0;  // in 10^-decimals of the metric's unit
  bool present = false;
};

// One dimension of one subject. values[record * columns + column]; labels[record] is the escaped label text.
struct Sheet {
  std::vector<std::string> labels;
  std::vector<Value> values;
};

// A container, the root cgroup, or the machine.
struct Subject {
  std::string labels;      // escaped once: id="...",name="...",...
  std::string all_labels;  // the same, and those left out of it; empty where nobody asked
  std::array<Sheet, dimensions> sheets;
  std::int64_t created_ns = 0;  // since when its counters count, ns since the epoch; 0 = not known
};

// A row of a table with the column it fills in its dimension's sheet.
struct Series {
  const Metric* metric = nullptr;
  std::size_t column = 0;
};

struct Layout {
  std::vector<Series> series;                     // table order; one family's rows stand together
  std::array<std::size_t, dimensions> columns{};  // per dimension
};

// Everything the page of one scrape is written from. The subjects belong to the reader and hold still until
// the next scrape.
struct Snapshot {
  std::vector<const Subject*> containers;  // the root cgroup first, then by cgroup path
  std::vector<const Subject*> machine;     // one, or none where it could not be read
};

}  // namespace exporter::model
