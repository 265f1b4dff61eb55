// SPDX-License-Identifier: Apache-2.0
// A captured host of the tests, many times over: what the benchmarks read and write.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "discover/docker_json.hpp"
#include "discover/inventory.hpp"
#include "scrape/collector.hpp"

namespace bench {

inline const std::string captured = CAPTURED_HOST;

inline std::vector<const exporter::model::Subject*> pointers(
    const std::vector<exporter::model::Subject>& subjects) {
  std::vector<const exporter::model::Subject*> result;
  for (const auto& subject : subjects) result.push_back(&subject);
  return result;
}

inline std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Host {
 public:
  Host() {
    exporter::discover::EngineState engine;
    engine.error = "captured";
    inventory_.set_engine(engine);
    for (const auto& entry : std::filesystem::directory_iterator(captured + "/docker/inspect")) {
      const auto inspected = exporter::discover::parse_inspect(text_of(entry.path()));
      if (inspected) inventory_.put(inspected->identity);
    }
  }

  exporter::scrape::Collector& collector() { return collector_; }

  // Its containers, over and over, until there are so many, each with a label and values of its own.
  std::vector<exporter::model::Subject> subjects(std::size_t count) {
    const auto& snapshot =
        collector_.collect(exporter::scrape::Collector::Clock::now() + std::chrono::minutes(1));
    std::vector<exporter::model::Subject> result;
    for (std::size_t i = 0; i < count; ++i) {
      auto& copy = result.emplace_back(*snapshot.containers[i % snapshot.containers.size()]);
      const auto number = static_cast<std::int64_t>(i * 7919);
      copy.labels += ",copy=\"" + std::to_string(number) + "\"";
      for (auto& sheet : copy.sheets) {
        for (auto& value : sheet.values) value.number += value.number > 1 ? number : 0;
      }
    }
    return result;
  }

 private:
  const exporter::base::Host host_{captured + "/proc", captured + "/sys", captured};
  const exporter::read::Hierarchy hierarchy_ = exporter::read::Hierarchy::detect(host_);
  exporter::discover::Inventory inventory_;
  exporter::scrape::Collector collector_{host_, hierarchy_, inventory_, nullptr, 10000};
};

}  // namespace bench
