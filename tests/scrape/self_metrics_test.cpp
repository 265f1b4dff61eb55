// SPDX-License-Identifier: Apache-2.0
#include "scrape/self_metrics.hpp"

#include "expose/text_writer.hpp"
#include "support/catch.hpp"
#include "support/temp_tree.hpp"
#include "support/tool.hpp"

using namespace exporter;

namespace {

struct Fixture {
  support::TempTree tree;
  base::Host host{tree.path("proc"), tree.path("sys"), tree.path()};
  read::Hierarchy hierarchy;
  scrape::Report report;
  read::Reader::Errors errors;
  discover::EngineState engine;

  Fixture() {
    tree.write("sys/fs/cgroup/cgroup.controllers", "")
        .write("etc/os-release", "ID=x\nPRETTY_NAME=\"Debian 12\"\n");
    hierarchy = read::Hierarchy::detect(host);
  }
  std::string page(scrape::SelfMetrics& metrics) {
    metrics.update(report, errors, std::make_shared<discover::EngineState>(engine));
    std::string out;
    expose::OwnWriter(metrics.families()).write(metrics.families(), out);
    return out;
  }
};

bool has(const std::string& page, const std::string& line) {
  return page.find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "what the last collection said") {
  report.named = 3;
  report.network_sources[static_cast<std::size_t>(network::Source::sysfs)] = 2;
  report.stages[1].success = false;
  report.label_collisions = 5;
  errors[{"memory.stat", base::Errc::denied}] = 4;
  scrape::SelfMetrics metrics(host, hierarchy);
  const auto text = page(metrics);
  CHECK(has(text, R"(container_exporter_containers{source="docker"} 3)"));
  CHECK(has(text, R"(container_exporter_network_source{source="sysfs"} 2)"));
  CHECK(has(text, R"(container_exporter_scrape_collector_success{collector="cgroup"} 0)"));
  CHECK(has(text, R"(container_exporter_read_errors_total{file="memory.stat",reason="denied"} 4)"));
  CHECK(has(text, R"(container_exporter_cgroup_info{controller="memory",version="2"} 1)"));
  CHECK(has(text, "container_exporter_docker_up 0"));
  CHECK(has(text, "container_exporter_label_collisions 5"));
}

TEST_CASE_METHOD(Fixture, "error counters go up, never twice for one error") {
  scrape::SelfMetrics metrics(host, hierarchy);
  errors[{"cpu.stat", base::Errc::io}] = 1;
  page(metrics);
  CHECK(has(page(metrics), R"(container_exporter_read_errors_total{file="cpu.stat",reason="io"} 1)"));
  errors[{"cpu.stat", base::Errc::io}] = 5;
  CHECK(has(page(metrics), R"(container_exporter_read_errors_total{file="cpu.stat",reason="io"} 5)"));
}

TEST_CASE_METHOD(Fixture, "there is one version series, with what is known by now") {
  scrape::SelfMetrics metrics(host, hierarchy);
  CHECK(page(metrics).find(R"(osVersion="Debian 12")") != std::string::npos);
  engine.version = "20.10.24";
  engine.operating_system = "Debian GNU/Linux 12";
  const auto text = page(metrics);
  CHECK(text.find(R"(dockerVersion="20.10.24")") != std::string::npos);
  CHECK(text.find("cadvisor_version_info{") == text.rfind("cadvisor_version_info{"));
}

TEST_CASE_METHOD(Fixture, "the process's own use is real") {
  scrape::SelfMetrics metrics(host, hierarchy);
  const auto text = page(metrics);
  for (const auto* name :
       {"process_resident_memory_bytes", "process_open_fds", "process_start_time_seconds"}) {
    INFO(name);
    const auto at = text.find("\n" + std::string(name) + " ");
    REQUIRE(at != std::string::npos);
    CHECK(std::stod(text.substr(at + std::string(name).size() + 2)) > 0);
  }
}

TEST_CASE_METHOD(Fixture, "promtool accepts the exporter's own metrics") {
  if (!support::have_tool("promtool")) return;
  scrape::SelfMetrics metrics(host, hierarchy);
  errors[{"cpu.stat", base::Errc::io}] = 1;
  CHECK(support::promtool_complaints(page(metrics)).empty());
}
