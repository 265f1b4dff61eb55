// SPDX-License-Identifier: Apache-2.0
// The page of every captured host against its expected.prom. UPDATE_GOLDEN=1 rewrites them; the diff is the
// review.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "discover/docker_json.hpp"
#include "discover/inventory.hpp"
#include "expose/text_writer.hpp"
#include "read/tables/tables.hpp"
#include "scrape/collector.hpp"
#include "support/catch.hpp"
#include "support/fixture_host.hpp"
#include "support/tool.hpp"

using namespace exporter;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> hosts() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(FIXTURES "/hosts")) {
    if (entry.is_directory()) names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The list of the host's images says the same labels as an inspection of each.
std::vector<std::string> inherited(const discover::Inspected& inspected, const std::string& images) {
  const auto image = images.find("\"Id\":\"" + inspected.image_id + "\"");
  if (image == std::string::npos) return {};
  const auto begin = images.find("\"Labels\":{", image);
  const bool labelled = begin != std::string::npos && begin < images.find("\"Id\":", image + 1);
  if (!labelled) return {};
  const auto end = images.find('}', begin);
  const auto labels = discover::parse_image("{\"Config\":{" + images.substr(begin, end - begin) + "}}}");
  if (!labels) return {};
  std::vector<std::string> keys;
  for (const auto& [key, value] : inspected.identity->labels) {
    if (labels->count(key) != 0 && labels->at(key) == value) keys.push_back(key);
  }
  return keys;
}

void fill(discover::Inventory& inventory, const std::string& host) {
  const auto images = text_of(support::fixture_path(host, "docker/images.json"));
  const fs::path directory = support::fixture_path(host, "docker/inspect");
  if (!fs::exists(directory)) return;
  for (const auto& entry : fs::directory_iterator(directory)) {
    const auto inspected = discover::parse_inspect(text_of(entry.path()));
    if (!inspected || !inspected->alive) continue;
    inspected->identity->inherited = inherited(*inspected, images);
    inventory.put(inspected->identity);
  }
}

std::string page_of(const std::string& host, model::Groups groups) {
  discover::Inventory inventory;
  fill(inventory, host);
  discover::EngineState engine;
  engine.error = "a fixture";
  inventory.set_engine(engine);
  const auto paths = support::fixture_host(host);
  const auto hierarchy = read::Hierarchy::detect(paths);
  model::Policy policy;
  policy.groups = groups;
  policy.labels.info = true;
  scrape::Collector collector(paths, hierarchy, inventory, nullptr, 1000, policy);
  const auto& snapshot = collector.collect(scrape::Collector::Clock::now() + std::chrono::minutes(1));
  std::string page;
  expose::SubjectWriter(collector.reader().container_layout()).write(snapshot.containers, page);
  expose::SubjectWriter(collector.reader().machine_layout()).write(snapshot.machine, page);
  return page;
}

// The time of the scrape, and the time a directory was made where Docker says nothing better.
bool depends_on_the_checkout(const std::string& line) {
  const bool start = line.rfind("container_start_time_seconds{", 0) == 0 ||
                     line.rfind("container_creation_time_seconds{", 0) == 0;
  return line.rfind("container_last_seen{", 0) == 0 || (start && line.find(",name=\"") == std::string::npos);
}

std::string stable(const std::string& page) {
  std::istringstream lines(page);
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    if (!depends_on_the_checkout(line)) out += line + "\n";
  }
  return out;
}

// What the groups that are off by default add.
std::string added_lines(const std::string& page, const std::string& without) {
  std::istringstream known(without);
  std::set<std::string> before;
  for (std::string line; std::getline(known, line);) before.insert(line);
  std::istringstream lines(page);
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    if (before.count(line) == 0) out += line + "\n";
  }
  return out;
}

void compare(const std::string& page, const fs::path& expected) {
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(expected, std::ios::binary) << page;
  const bool same = page == text_of(expected);
  INFO("UPDATE_GOLDEN=1 rewrites " << expected << "; look at the difference with git diff");
  CHECK(same);
}

// Captures of machines do not have these files, those of their kernel's page sizes, or a disk worker:
// read/topology_test, read/reader_test and the integration tests look at them.
bool not_captured(const read::Table& table) {
  return table.controller == read::tables::machine_topology.controller ||
         table.controller == read::tables::file_systems.controller ||
         table.controller == read::tables::hugetlb.controller;
}

}  // namespace

TEST_CASE("every captured host gives the page it should") {
  for (const auto& host : hosts()) {
    DYNAMIC_SECTION(host) {
      const std::string page = stable(page_of(host, model::default_groups));
      compare(page, support::fixture_path(host, "expected.prom"));
      const std::string everything = stable(page_of(host, expose::every_group()));
      compare(added_lines(everything, page), support::fixture_path(host, "expected-off.prom"));
    }
  }
}

TEST_CASE("every family stands on some expected page") {
  std::string pages;
  for (const auto& host : hosts()) pages += page_of(host, expose::every_group());
  for (const auto tables : {read::container_tables(), read::machine_tables()}) {
    for (const auto& table : tables) {
      if (not_captured(table)) continue;
      for (const auto& row : table.rows) {
        INFO(row.metric.name << " " << row.metric.labels);
        const std::string name(row.metric.name);
        CHECK(pages.find("\n" + name + "{") != std::string::npos);
        const bool kernels_differ = row.metric.group == model::Group::advtcp;
        if (!kernels_differ) CHECK(pages.find(std::string(row.metric.labels)) != std::string::npos);
      }
    }
  }
}

TEST_CASE("promtool accepts every page") {
  if (!support::have_tool("promtool")) return;
  for (const auto& host : hosts()) {
    INFO(host);
    CHECK(support::promtool_complaints(page_of(host, expose::every_group())).empty());
  }
}
