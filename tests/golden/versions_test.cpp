// SPDX-License-Identifier: Apache-2.0
// cgroup v1 and v2 give the same families, but for the list below: it holds for the captured hosts' pages,
// for the rows, and stands in the documentation.
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "read/tables/tables.hpp"
#include "support/catch.hpp"
#include "support/fixture_host.hpp"

using namespace exporter;

namespace {

using Families = std::set<std::string>;

// A difference that no captured kernel shows is found in the rows, and the root's in the pages alone.
enum class Seen { on_pages, in_rows, both };

struct Difference {
  bool root = false;  // id="/", else a container
  int only_on = 1;    // cgroup v1 or v2
  Families families;
  std::string why;
  Seen seen = Seen::both;
};

const Families disk_times{"container_fs_io_current",          "container_fs_io_time_seconds_total",
                          "container_fs_read_seconds_total",  "container_fs_reads_merged_total",
                          "container_fs_write_seconds_total", "container_fs_writes_merged_total"};
const Families io_cost{"container_fs_io_cost_indebt_seconds_total",
                       "container_fs_io_cost_indelay_seconds_total",
                       "container_fs_io_cost_usage_seconds_total", "container_fs_io_cost_wait_seconds_total"};
const Families reclaim{"container_memory_pgscan_total", "container_memory_pgsteal_total"};
const Families memory_v1{"container_memory_migrate", "container_memory_numa_pages"};
const std::string no_v2_file =
    "v2 always moves memory along; its `memory.numa_stat` counts bytes, and shared memory as file, not anon";
const std::string no_reclaim = "v1's `memory.stat` does not count reclaim";

const std::vector<Difference> differences{
    {false, 1, memory_v1, no_v2_file},
    {false, 1, {"container_hugetlb_max_usage_bytes"}, "v2 keeps no maximum of huge pages", Seen::in_rows},
    {false, 1, disk_times, "only with BFQ (built for debugging) or CFQ; v2's `io.stat` has no times",
     Seen::in_rows},
    {false, 2, reclaim, no_reclaim},
    {false,
     2,
     {"container_memory_events_high_total", "container_memory_events_max_total"},
     "v1 has no `memory.events`"},
    {false, 2, io_cost, "the io.cost controller is v2's", Seen::in_rows},
    {false,
     2,
     {"container_hugetlb_failcnt", "container_hugetlb_usage_bytes"},
     "none: the captured v1 host has no hugetlb controller; where there is one, v1 has them",
     Seen::on_pages},
    {true, 1, memory_v1, no_v2_file, Seen::on_pages},
    {true,
     1,
     {"container_memory_failcnt", "container_memory_max_usage_bytes", "container_oom_events_total",
      "container_spec_cpu_period", "container_spec_cpu_shares",
      "container_spec_memory_reservation_limit_bytes"},
     "v2's root cgroup has no `memory.events`, `memory.peak`, `memory.low`, `cpu.max` and `cpu.weight`",
     Seen::on_pages},
    {true, 2, reclaim, no_reclaim, Seen::on_pages},
};

Families listed(bool root, int only_on, Seen place) {
  Families all;
  for (const auto& difference : differences) {
    const bool seen = difference.seen == Seen::both || difference.seen == place;
    if (difference.root == root && difference.only_on == only_on && seen)
      all.insert(difference.families.begin(), difference.families.end());
  }
  return all;
}

Families without(const Families& left, const Families& right) {
  Families rest;
  for (const auto& family : left) {
    if (right.count(family) == 0) rest.insert(family);
  }
  return rest;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// What processes, interfaces and Docker say does not depend on the version, but on what was captured.
bool in_a_file(const std::string& family) {
  for (const auto& table : read::container_tables()) {
    for (const auto& row : table.rows) {
      if (row.metric.name != family) continue;
      for (const auto column : {row.v2, row.v1}) {
        const auto place = read::first_place(column);
        if (place > read::Place::none && place < read::Place::network) return true;
      }
    }
  }
  return false;
}

// golden_test holds the pages to be what the exporter writes.
Families on_pages(const std::string& host, bool root) {
  std::istringstream lines(text_of(support::fixture_path(host, "expected.prom")) +
                           text_of(support::fixture_path(host, "expected-off.prom")));
  Families found;
  for (std::string line; std::getline(lines, line);) {
    const bool of_root = line.find("{id=\"/\"") != std::string::npos;
    const bool named = line.find(",name=\"") != std::string::npos;
    const auto family = line.substr(0, line.find('{'));
    if (line.front() != '#' && (root ? of_root : named) && in_a_file(family)) found.insert(family);
  }
  return found;
}

bool kept(read::Sources sources) {
  for (const auto& source : sources) {
    const auto place = static_cast<std::size_t>(source.first.place);
    if (place > 0 && place < read::cgroup_places && !source.root_only) return true;
  }
  return false;
}

// The families that a container's own cgroup files have in one version's column.
Families in_rows(int version) {
  Families found;
  for (const auto& table : read::container_tables()) {
    for (const auto& row : table.rows) {
      const bool in_both_trees = read::first_place(row.v2) == read::Place::unified;
      if (in_both_trees || kept(version == 1 ? row.v1 : row.v2)) found.emplace(row.metric.name);
    }
  }
  return found;
}

std::string documented() {
  std::string table = "| of | only on | families | why |\n|---|---|---|---|\n";
  for (const auto& difference : differences) {
    table += difference.root ? "| `id=\"/\"` | v" : "| a container | v";
    table += std::to_string(difference.only_on) + " | ";
    std::string names;
    for (const auto& family : difference.families) names += (names.empty() ? "`" : ", `") + family + "`";
    table += names + " | " + difference.why + " |\n";
  }
  return table;
}

}  // namespace

TEST_CASE("captured v1 and v2 hosts differ in the listed families alone") {
  for (const bool root : {false, true}) {
    const auto v1 = on_pages("v1-cgroupfs", root);
    const auto v2 = on_pages("v2-systemd", root);
    CHECK(v1.size() > 30);
    CHECK(without(v1, v2) == listed(root, 1, Seen::on_pages));
    CHECK(without(v2, v1) == listed(root, 2, Seen::on_pages));
  }
}

TEST_CASE("the rows' two columns differ in the listed families alone") {
  const auto v1 = in_rows(1);
  const auto v2 = in_rows(2);
  CHECK(without(v1, v2) == listed(false, 1, Seen::in_rows));
  CHECK(without(v2, v1) == listed(false, 2, Seen::in_rows));
}

TEST_CASE("the differences between v1 and v2 are documented") {
  const auto document = text_of(SOURCE_DIRECTORY "/docs/migrating-from-cadvisor.md");
  INFO("docs/migrating-from-cadvisor.md should have this table:\n" << documented());
  const bool found = document.find(documented()) != std::string::npos;
  CHECK(found);
}
