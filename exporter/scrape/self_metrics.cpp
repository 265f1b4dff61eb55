// SPDX-License-Identifier: Apache-2.0
#include "scrape/self_metrics.hpp"

#include <sys/utsname.h>

#include <array>
#include <chrono>
#include <map>
#include <utility>

#include "base/file.hpp"
#include "base/scan.hpp"
#include "base/version.hpp"
#include "scrape/instruments.hpp"
#include "scrape/process_metrics.hpp"

namespace exporter::scrape {

namespace {

double seconds(std::chrono::nanoseconds duration) { return std::chrono::duration<double>(duration).count(); }

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

struct SelfMetrics::All : Instruments {
  explicit All(const base::Host& host);
  void add_containers();
  void add_scrape();
  void add_process();
  void update_scrape(const Report& report);
  void update_errors(const read::Reader::Errors& errors);
  void update_disk(const disk::DiskWorker::Report& report);
  void update_version(const discover::EngineStatePtr& engine);
  void update_process();

  std::string kernel = kernel_release();
  std::string system;               // of the host by its own files; Docker's word for it otherwise
  discover::EngineStatePtr engine;  // of the version on the page

  Gauges* version_info;
  prometheus::Gauge* version = nullptr;
  prometheus::Gauge* docker_up;
  Gauges* cgroup_info;
  prometheus::Gauge* namespaced;
  prometheus::Gauge* container_error;
  prometheus::Gauge* machine_error;
  std::array<prometheus::Gauge*, 3> containers{};  // named, anonymous, withheld
  prometheus::Gauge* other_cgroups;
  std::array<prometheus::Gauge*, network::source_count> network_sources{};
  prometheus::Gauge* label_collisions;
  Gauges* disk_age;  // without series until there is something to tell
  prometheus::Gauge* oldest_size = nullptr;
  Gauges* disk_call;
  prometheus::Gauge* last_call = nullptr;
  Counters* read_errors;
  std::map<std::pair<std::string, base::Errc>, prometheus::Counter*> errors;
  prometheus::Gauge* duration;
  std::array<prometheus::Gauge*, stage_names.size()> stage_durations{};
  std::array<prometheus::Gauge*, stage_names.size()> stage_successes{};
  OwnProcess process;
  prometheus::Counter* cpu;
  prometheus::Gauge* start_time;
  prometheus::Gauge* open_descriptors;
  prometheus::Gauge* descriptor_limit;
  prometheus::Gauge* resident;
  prometheus::Gauge* virtual_memory;
};

// In the order of the page.
SelfMetrics::All::All(const base::Host& host) : system(pretty_name(host)) {
  version_info = &gauges("cadvisor_version_info",
                         "Versions of the kernel, the host's system, Docker, and this exporter.");
  gauges("container_exporter_build_info", "How this exporter was built.")
      .add({{"version", std::string(base::version())},
            {"revision", std::string(base::revision())},
            {"compiler", std::string(base::compiler())}})
      .Set(1);
  docker_up = &gauge("container_exporter_docker_up", "1 when Docker answers and its event stream is open.");
  cgroup_info = &gauges("container_exporter_cgroup_info",
                        "The cgroup version that serves each controller: 1, 2 or none.");
  namespaced = &gauge("container_exporter_cgroup_namespaced",
                      "1 when only the exporter's own cgroup is visible: mount the host's /sys.");
  add_containers();
  add_scrape();
  add_process();
}

void SelfMetrics::All::add_containers() {
  container_error = &gauge("container_scrape_error",
                           "1 when the containers could not be looked for, or not all be read in time.");
  machine_error = &gauge("machine_scrape_error", "1 when the machine could not be read.");
  auto& by_source =
      gauges("container_exporter_containers",
             "Containers on the page: named by docker, known from the cgroup tree alone, or held back "
             "while Docker is asked for the name (pending).");
  containers = {&by_source.add({{"source", "docker"}}), &by_source.add({{"source", "cgroup"}}),
                &by_source.add({{"source", "pending"}})};
  other_cgroups = &gauge("container_exporter_other_cgroups",
                         "Cgroups on the page that are neither a container's nor the root.");
  auto& networks =
      gauges("container_exporter_network_source", "Containers by where their network counters come from.");
  for (std::size_t i = 0; i < network_sources.size(); ++i) {
    network_sources[i] =
        &networks.add({{"source", std::string(network::name(static_cast<network::Source>(i)))}});
  }
  label_collisions =
      &gauge("container_exporter_label_collisions",
             "Container labels left out because another label of the container has the same name here.");
  disk_age = &gauges("container_exporter_disk_usage_age_seconds",
                     "Age of the oldest container size on the page: Docker is asked for one at a time.");
  disk_call = &gauges("container_exporter_disk_usage_duration_seconds",
                      "How long Docker took to tell the size of a container, the last time.");
  read_errors = &counters("container_exporter_read_errors_total",
                          "Kernel files that could not be used, whose samples were left out.");
}

void SelfMetrics::All::add_scrape() {
  duration = &gauge("container_exporter_scrape_duration_seconds", "How long this collection took.");
  auto& durations = gauges("container_exporter_scrape_collector_duration_seconds",
                           "How long each part of this collection took.");
  auto& successes =
      gauges("container_exporter_scrape_collector_success", "1 when this part of the collection was whole.");
  for (std::size_t i = 0; i < stage_names.size(); ++i) {
    const InstrumentLabels labels{{"collector", std::string(stage_names[i])}};
    stage_durations[i] = &durations.add(labels);
    stage_successes[i] = &successes.add(labels);
  }
}

void SelfMetrics::All::add_process() {
  cpu = &counter("process_cpu_seconds_total", "CPU time used by this exporter.");
  start_time = &gauge("process_start_time_seconds", "When this exporter started.");
  open_descriptors = &gauge("process_open_fds", "File descriptors that are open.");
  descriptor_limit = &gauge("process_max_fds", "File descriptors that may be open.");
  resident = &gauge("process_resident_memory_bytes", "Memory resident.");
  virtual_memory = &gauge("process_virtual_memory_bytes", "Address space used.");
}

// The labels change when Docker is first reached or upgraded; the old series ends then.
void SelfMetrics::All::update_version(const discover::EngineStatePtr& now) {
  const bool same = engine == now || (engine && engine->version == now->version &&
                                      engine->operating_system == now->operating_system);
  if (version != nullptr && same) return;
  if (version != nullptr) version_info->remove(*version);
  engine = now;
  version =
      &version_info->add({{"kernelVersion", kernel},
                          {"osVersion", engine->operating_system.empty() ? system : engine->operating_system},
                          {"dockerVersion", engine->version},
                          {"cadvisorVersion", std::string(base::version())},
                          {"cadvisorRevision", std::string(base::revision())}});
  version->Set(1);
}

void SelfMetrics::All::update_process() {
  const ProcessUse use = process.use();
  raise_to(*cpu, use.cpu_seconds);
  start_time->Set(use.start_time_seconds);
  open_descriptors->Set(static_cast<double>(use.open_descriptors));
  descriptor_limit->Set(static_cast<double>(use.descriptor_limit));
  resident->Set(static_cast<double>(use.resident_bytes));
  virtual_memory->Set(static_cast<double>(use.virtual_bytes));
}

void SelfMetrics::All::update_scrape(const Report& report) {
  container_error->Set(report[Stage::tree].success && report[Stage::cgroup].success ? 0 : 1);
  machine_error->Set(report[Stage::machine].success ? 0 : 1);
  containers[0]->Set(static_cast<double>(report.named));
  containers[1]->Set(static_cast<double>(report.anonymous));
  containers[2]->Set(static_cast<double>(report.withheld));
  other_cgroups->Set(static_cast<double>(report.others));
  label_collisions->Set(static_cast<double>(report.label_collisions));
  for (std::size_t i = 0; i < report.network_sources.size(); ++i) {
    network_sources[i]->Set(static_cast<double>(report.network_sources[i]));
  }
  duration->Set(seconds(report.duration));
  for (std::size_t i = 0; i < stage_names.size(); ++i) {
    stage_durations[i]->Set(seconds(report.stages[i].duration));
    stage_successes[i]->Set(report.stages[i].success ? 1 : 0);
  }
}

void SelfMetrics::All::update_disk(const disk::DiskWorker::Report& report) {
  if (report.oldest && oldest_size == nullptr) oldest_size = &disk_age->add();
  if (report.oldest) oldest_size->Set(seconds(*report.oldest));
  if (report.last_call && last_call == nullptr) last_call = &disk_call->add();
  if (report.last_call) last_call->Set(seconds(*report.last_call));
}

void SelfMetrics::All::update_errors(const read::Reader::Errors& found) {
  for (const auto& [cause, count] : found) {
    auto& counted = errors[cause];
    if (counted == nullptr) {
      counted = &read_errors->add({{"file", cause.first}, {"reason", std::string(base::name(cause.second))}});
    }
    raise_to(*counted, static_cast<double>(count));
  }
}

SelfMetrics::SelfMetrics(const base::Host& host, const read::Hierarchy& hierarchy)
    : all_(std::make_unique<All>(host)) {
  for (const auto& controller : hierarchy.controllers()) {
    all_->cgroup_info
        ->add({{"controller", std::string(controller.name)},
               {"version", std::string(read::name(controller.version))}})
        .Set(1);
  }
  all_->namespaced->Set(hierarchy.namespaced() ? 1 : 0);
}

SelfMetrics::~SelfMetrics() = default;

void SelfMetrics::update(const Report& report, const read::Reader::Errors& errors,
                         const discover::EngineStatePtr& engine) {
  all_->docker_up->Set(engine->up ? 1 : 0);
  all_->update_scrape(report);
  all_->update_disk(report.disk);
  all_->update_errors(errors);
  all_->update_version(engine);
  all_->update_process();
  all_->publish();
}

const std::deque<model::OwnFamily>& SelfMetrics::families() const { return all_->families(); }

}  // namespace exporter::scrape
