// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "read/describe.hpp"
#include "read/tables/tables.hpp"
#include "support/catch.hpp"
#include "support/contains.hpp"

using namespace exporter;
using support::check_contains;

namespace {

const std::string file_name = SOURCE_DIRECTORY "/docs/metrics.md";

const std::string introduction =
    "# Metrics\n\n"
    "<!-- Made by scripts/generate-docs from the rows of exporter/read/tables/. Do not edit. -->\n\n"
    "Every container series has `id`, and where they are known `name`, `image` and `container_label_*`; the\n"
    "tables name the labels that a family has besides. Groups are cAdvisor's. The columns cgroup v1 and v2 "
    "say\n"
    "where the kernel keeps the value: the file of the cgroup, and the key in it; \"else\" is what serves "
    "where\n"
    "the file before it does not exist, and `/` is the root cgroup. A value that the kernel does not have "
    "is\n"
    "absent from the page, not 0.\n\n"
    "The exporter's own metrics (`container_exporter_*`, `process_*`) and `cadvisor_version_info` are in "
    "the\n"
    "[README](../README.md#when-something-is-missing).\n\n";

std::string document() {
  std::string text = introduction + read::describe_markdown(read::container_tables()) +
                     read::describe_markdown(read::machine_tables());
  text.pop_back();
  return text;
}

std::string line_with(const std::string& text, const std::string& beginning) {
  const auto at = text.find("\n" + beginning);
  return at == std::string::npos ? "" : text.substr(at + 1, text.find('\n', at + 1) - at - 1);
}

}  // namespace

TEST_CASE("docs/metrics.md is current") {
  if (std::getenv("UPDATE_DOCS") != nullptr) std::ofstream(file_name, std::ios::binary) << document();
  std::ifstream file(file_name, std::ios::binary);
  const bool current = std::string{std::istreambuf_iterator<char>(file), {}} == document();
  INFO(
      "docs/metrics.md is not what the rows say: scripts/generate-docs rewrites it; look at it with git "
      "diff");
  CHECK(current);
}

TEST_CASE("a line says name, type, unit, labels, group, default, v1, v2 and help") {
  const auto text = document();
  CHECK(line_with(text, "| `container_cpu_user_seconds_total`") ==
        "| `container_cpu_user_seconds_total` | counter | seconds | – | cpu | on | `cpuacct.stat: user` | "
        "`cpu.stat: user_usec` | CPU time used in user mode. |");
  const auto faults = line_with(text, "| `container_memory_failures_total`");
  check_contains(faults, "| `failure_type`, `scope` | memory | on |");
  check_contains(faults, "`memory.stat: pgfault`; `memory.stat: total_pgfault`");
  check_contains(line_with(text, "| `container_spec_cpu_quota`"), "`cpu.max` word 1");
  check_contains(line_with(text, "| `container_memory_working_set_bytes`"),
                 "`/`: `memory.stat: anon` + `memory.stat: file` − `memory.stat: inactive_file`; else "
                 "`memory.current` − `memory.stat: inactive_file`");
  check_contains(line_with(text, "| `container_memory_pgscan_total`"),
                 "| memory | on | – | `memory.stat: pgscan` |");
  check_contains(line_with(text, "| `container_network_receive_bytes_total`"),
                 "| the same | interface counter |");
  check_contains(line_with(text, "| `machine_memory_bytes`"), "`proc/meminfo: MemTotal`");
  check_contains(line_with(text, "| `container_cpu_cfs_periods_total`"),
                 "Only with `container_spec_cpu_quota`.");
}

TEST_CASE("a unit is the name's, or the one that cAdvisor's name leaves out") {
  CHECK(read::unit_of("container_last_seen") == "seconds since the epoch");
  CHECK(read::unit_of("container_start_time_seconds") == "seconds since the epoch");
  CHECK(read::unit_of("container_cpu_usage_seconds_total") == "seconds");
  CHECK(read::unit_of("container_fs_reads_bytes_total") == "bytes");
  CHECK(read::unit_of("container_memory_rss") == "bytes");
  CHECK(read::unit_of("container_spec_cpu_period") == "microseconds");
  CHECK(read::unit_of("container_fs_reads_total").empty());
}
