// SPDX-License-Identifier: Apache-2.0
#include "read/tables/tables.hpp"

#include <map>
#include <set>
#include <string>

#include "read/describe.hpp"
#include "support/catch.hpp"

using namespace exporter;

TEST_CASE("no family stands in two tables, and no series twice") {
  for (const auto tables : {read::container_tables(), read::machine_tables()}) {
    std::map<std::string_view, std::string_view> owner;
    std::set<std::pair<std::string_view, std::string_view>> series;
    for (const auto& table : tables) {
      for (const auto& row : table.rows) {
        INFO(row.metric.name);
        const auto [entry, is_new] = owner.emplace(row.metric.name, table.controller);
        CHECK(entry->second == table.controller);
        CHECK(series.emplace(row.metric.name, row.metric.labels).second);
      }
    }
  }
}

TEST_CASE("a row that depends on another names one that exists") {
  std::set<std::string_view> names;
  for (const auto& table : read::container_tables()) {
    for (const auto& row : table.rows) names.insert(row.metric.name);
  }
  for (const auto& table : read::container_tables()) {
    for (const auto& row : table.rows) {
      if (!row.only_with.empty()) CHECK(names.count(row.only_with) == 1);
    }
  }
}

TEST_CASE("the list says name, type, group, labels and help") {
  const auto text = read::describe(read::container_tables());
  CHECK(text.find("container_cpu_usage_seconds_total\tcounter\tcpu\tcpu\t") != std::string::npos);
  CHECK(text.find("container_memory_failures_total\tcounter\tmemory\tfailure_type,scope\t") !=
        std::string::npos);
  CHECK(text.find("container_blkio_device_usage_total\tcounter\tdiskIO\tdevice,major,minor,operation\t") !=
        std::string::npos);
}
