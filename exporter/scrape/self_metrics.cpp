// SPDX-License-Identifier: Apache-2.0
#include "scrape/self_metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <sys/utsname.h>

#include "base/file.hpp"
#include "base/scan.hpp"
#include "base/version.hpp"
#include "scrape/process_metrics.hpp"

namespace exporter::scrape {

namespace {

using Labels = std::map<std::string, std::string>;
using GaugeFamily = prometheus::Family<prometheus::Gauge>;
using CounterFamily = prometheus::Family<prometheus::Counter>;

GaugeFamily& gauge(prometheus::Registry& registry, const std::string& name, const std::string& help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

CounterFamily& counter(prometheus::Registry& registry, const std::string& name, const std::string& help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

void raise_to(prometheus::Counter& counter, double value) { counter.Increment(value - counter.Value()); }

std::string kernel_release() {
  utsname names{};
  return ::uname(&names) == 0 ? names.release : "";
}

// PRETTY_NAME of the host's os-release, where its root is visible.
std::string pretty_name(const base::Host& host) {
  const auto text = base::read_text(host.os_release());
  if (!text) return {};
  std::string_view rest = *text;
  constexpr std::string_view key = "PRETTY_NAME=";
  while (!rest.empty()) {
    auto line = base::take_line(rest);
    if (!line.starts_with(key)) continue;
    line.remove_prefix(key.size());
    if (line.size() >= 2 && line.front() == '"') line = line.substr(1, line.size() - 2);
    return std::string(line);
  }
  return {};
}

}  // namespace

struct SelfMetrics::Instruments {
  explicit Instruments(const base::Host& host);
  void update_version(const discover::EngineState& engine);
  void update_process();

  std::string kernel = kernel_release();
  std::string system;  // of the host by its own files; Docker's word for it otherwise
  Labels version_labels;

  prometheus::Registry registry;
  GaugeFamily& version_info;
  prometheus::Gauge* version = nullptr;
  GaugeFamily& build_info;
  prometheus::Gauge& docker_up;
  GaugeFamily& cgroup_info;
  prometheus::Gauge& namespaced;
  prometheus::Gauge& container_error;
  prometheus::Gauge& machine_error;
  GaugeFamily& containers;
  prometheus::Gauge& other_cgroups;
  GaugeFamily& network_source;
  prometheus::Gauge& label_collisions;
  GaugeFamily& disk_age;
  GaugeFamily& disk_call;
  CounterFamily& read_errors;
  prometheus::Gauge& duration;
  GaugeFamily& stage_duration;
  GaugeFamily& stage_success;
  prometheus::Counter& cpu;
  prometheus::Gauge& start_time;
  prometheus::Gauge& open_descriptors;
  prometheus::Gauge& descriptor_limit;
  prometheus::Gauge& resident;
  prometheus::Gauge& virtual_memory;
};

SelfMetrics::Instruments::Instruments(const base::Host& host)
    : system(pretty_name(host)),
      version_info(gauge(registry, "cadvisor_version_info",
                         "Versions of the kernel, the host's system, Docker, and this exporter.")),
      build_info(gauge(registry, "container_exporter_build_info", "How this exporter was built.")),
      docker_up(gauge(registry, "container_exporter_docker_up",
                      "1 when Docker answers and its event stream is open.")
                    .Add({})),
      cgroup_info(gauge(registry, "container_exporter_cgroup_info",
                        "The cgroup version that serves each controller: 1, 2 or none.")),
      namespaced(gauge(registry, "container_exporter_cgroup_namespaced",
                       "1 when only the exporter's own cgroup is visible: mount the host's /sys.")
                     .Add({})),
      container_error(gauge(registry, "container_scrape_error",
                            "1 when the containers could not be looked for, or not all be read in time.")
                          .Add({})),
      machine_error(gauge(registry, "machine_scrape_error", "1 when the machine could not be read.").Add({})),
      containers(
          gauge(registry, "container_exporter_containers",
                "Containers on the page: named by docker, known from the cgroup tree alone, or held back "
                "while Docker is asked for the name (pending).")),
      other_cgroups(gauge(registry, "container_exporter_other_cgroups",
                          "Cgroups on the page that are neither a container's nor the root.")
                        .Add({})),
      network_source(gauge(registry, "container_exporter_network_source",
                           "Containers by where their network counters come from.")),
      label_collisions(
          gauge(registry, "container_exporter_label_collisions",
                "Container labels left out because another label of the container has the same name here.")
              .Add({})),
      disk_age(gauge(registry, "container_exporter_disk_usage_age_seconds",
                     "Age of the oldest container size on the page: Docker is asked for one at a time.")),
      disk_call(gauge(registry, "container_exporter_disk_usage_duration_seconds",
                      "How long Docker took to tell the size of a container, the last time.")),
      read_errors(counter(registry, "container_exporter_read_errors_total",
                          "Kernel files that could not be used, whose samples were left out.")),
      duration(gauge(registry, "container_exporter_scrape_duration_seconds", "How long this collection took.")
                   .Add({})),
      stage_duration(gauge(registry, "container_exporter_scrape_collector_duration_seconds",
                           "How long each part of this collection took.")),
      stage_success(gauge(registry, "container_exporter_scrape_collector_success",
                          "1 when this part of the collection was whole.")),
      cpu(counter(registry, "process_cpu_seconds_total", "CPU time used by this exporter.").Add({})),
      start_time(gauge(registry, "process_start_time_seconds", "When this exporter started.").Add({})),
      open_descriptors(gauge(registry, "process_open_fds", "File descriptors that are open.").Add({})),
      descriptor_limit(gauge(registry, "process_max_fds", "File descriptors that may be open.").Add({})),
      resident(gauge(registry, "process_resident_memory_bytes", "Memory resident.").Add({})),
      virtual_memory(gauge(registry, "process_virtual_memory_bytes", "Address space used.").Add({})) {
  build_info
      .Add({{"version", std::string(base::version())},
            {"revision", std::string(base::revision())},
            {"compiler", std::string(base::compiler())}})
      .Set(1);
}

// The labels change when Docker is first reached or upgraded; the old series ends then.
void SelfMetrics::Instruments::update_version(const discover::EngineState& engine) {
  const Labels labels{{"kernelVersion", kernel},
                      {"osVersion", engine.operating_system.empty() ? system : engine.operating_system},
                      {"dockerVersion", engine.version},
                      {"cadvisorVersion", std::string(base::version())},
                      {"cadvisorRevision", std::string(base::revision())}};
  if (version != nullptr && labels == version_labels) return;
  if (version != nullptr) version_info.Remove(version);
  version_labels = labels;
  version = &version_info.Add(labels);
  version->Set(1);
}

void SelfMetrics::Instruments::update_process() {
  const ProcessUse use = process_use();
  raise_to(cpu, use.cpu_seconds);
  start_time.Set(use.start_time_seconds);
  open_descriptors.Set(static_cast<double>(use.open_descriptors));
  descriptor_limit.Set(static_cast<double>(use.descriptor_limit));
  resident.Set(static_cast<double>(use.resident_bytes));
  virtual_memory.Set(static_cast<double>(use.virtual_bytes));
}

SelfMetrics::SelfMetrics(const base::Host& host, const read::Hierarchy& hierarchy)
    : instruments_(std::make_unique<Instruments>(host)) {
  for (const auto& controller : hierarchy.controllers()) {
    instruments_->cgroup_info
        .Add({{"controller", std::string(controller.name)},
              {"version", std::string(read::name(controller.version))}})
        .Set(1);
  }
  instruments_->namespaced.Set(hierarchy.namespaced() ? 1 : 0);
}

SelfMetrics::~SelfMetrics() = default;

void SelfMetrics::update(const Report& report, const read::Reader::Errors& errors,
                         const discover::EngineState& engine) {
  auto& to = *instruments_;
  to.docker_up.Set(engine.up ? 1 : 0);
  const auto seconds = [](auto duration) { return std::chrono::duration<double>(duration).count(); };
  if (report.disk.oldest) to.disk_age.Add({}).Set(seconds(*report.disk.oldest));
  if (report.disk.last_call) to.disk_call.Add({}).Set(seconds(*report.disk.last_call));
  to.container_error.Set(report[Stage::tree].success && report[Stage::cgroup].success ? 0 : 1);
  to.machine_error.Set(report[Stage::machine].success ? 0 : 1);
  to.containers.Add({{"source", "docker"}}).Set(static_cast<double>(report.named));
  to.containers.Add({{"source", "cgroup"}}).Set(static_cast<double>(report.anonymous));
  to.containers.Add({{"source", "pending"}}).Set(static_cast<double>(report.withheld));
  to.other_cgroups.Set(static_cast<double>(report.others));
  to.label_collisions.Set(static_cast<double>(report.label_collisions));
  for (std::size_t i = 0; i < report.network_sources.size(); ++i) {
    const std::string source(network::name(static_cast<network::Source>(i)));
    to.network_source.Add({{"source", source}}).Set(static_cast<double>(report.network_sources[i]));
  }
  for (const auto& [cause, count] : errors) {
    raise_to(to.read_errors.Add({{"file", cause.first}, {"reason", std::string(base::name(cause.second))}}),
             static_cast<double>(count));
  }
  to.duration.Set(std::chrono::duration<double>(report.duration).count());
  for (std::size_t i = 0; i < stage_names.size(); ++i) {
    const Labels labels{{"collector", std::string(stage_names[i])}};
    to.stage_duration.Add(labels).Set(std::chrono::duration<double>(report.stages[i].duration).count());
    to.stage_success.Add(labels).Set(report.stages[i].success ? 1 : 0);
  }
  to.update_version(engine);
  to.update_process();
}

std::vector<prometheus::MetricFamily> SelfMetrics::collect() const {
  return instruments_->registry.Collect();
}

}  // namespace exporter::scrape
