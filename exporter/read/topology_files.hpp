// SPDX-License-Identifier: Apache-2.0
// What topology's halves share: numbered sysfs directories, and records by their labels.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/supply.hpp"

namespace exporter::read {

using Path = std::string;
inline constexpr std::int64_t kibibytes = 1024;

// The numbers of a directory's entries PREFIXn, in byte order.
std::vector<std::string> numbered(const Path& directory, std::string_view prefix);

// The file's text without trailing white space; empty where it cannot be read.
std::string text_of(const Path& file);

// The number that a text begins with, as "32K" or "2048 kB" do; missing where there is none.
model::Value number_in(std::string_view text, std::int64_t multiply = 1);

std::string label(std::string_view name, std::string_view value);

// Records by their labels; what has the same labels is summed up.
class Sums {
 public:
  void add(const std::string& labels, std::size_t index, model::Value value) {
    if (!value.present) return;
    auto& sum = sums_[labels][index];
    sum = {sum.number + value.number, true};
  }
  std::vector<model::Record> take() {
    std::vector<model::Record> records;
    records.reserve(sums_.size());
    for (auto& [labels, values] : sums_) records.push_back({labels, values});
    return records;
  }

 private:
  std::map<std::string, std::array<model::Value, model::supplied_values>> sums_;
};

std::vector<model::Record> memory_of(const Path& nodes);      // bytes, of each NUMA node
std::vector<model::Record> huge_pages_of(const Path& nodes);  // set aside, of each NUMA node and size
std::vector<model::Record> distances_of(const Path& nodes);   // between NUMA nodes
std::vector<model::Record> modules_of(
    const Path& controllers);  // count and bytes, of each type of memory module

}  // namespace exporter::read
