// SPDX-License-Identifier: Apache-2.0
// Command lines as people write them in compose files, swarm stacks and DaemonSets.
#include "config/load.hpp"
#include "error_of.hpp"
#include "support/catch.hpp"

using namespace exporter::config;
using exporter::model::Group;

namespace {

struct Seen {
  const char* where;
  Arguments arguments;
  std::size_t warnings;
};

const std::vector<Seen>& command_lines() {
  static const std::vector<Seen> list{
      {"the image as it is", {"-logtostderr"}, 0},
      {"docker run", {"--port=8080", "--docker_only=true"}, 0},
      {"compose, one flag", {"--docker_only"}, 0},
      {"compose, less load", {"--housekeeping_interval=30s", "--docker_only=true"}, 1},
      {"compose, list of groups",
       {"--disable_metrics=percpu,sched,tcp,udp,disk,diskIO,hugetlb,referenced_memory,cpu_topology,resctrl"},
       0},
      {"compose, of an old version", {"-disable_metrics=accelerator,cpu_topology,percpu,process,tcp,udp"}, 1},
      {"compose, entry point as first argument",
       {"/usr/bin/cadvisor", "-logtostderr", "--docker_only=true", "--store_container_labels=false"},
       0},
      {"compose, other port", {"-port", "9338", "-listen_ip", "0.0.0.0"}, 0},
      {"compose, behind a proxy", {"--url_base_prefix=/cadvisor", "--prometheus_endpoint=/metrics"}, 0},
      {"compose, podman",
       {"--docker=unix:///run/podman/podman.sock", "--podman=unix:///run/podman/podman.sock"},
       1},
      {"compose, only what dashboards need",
       {"--enable_metrics=cpu,memory,network,diskIO", "--store_container_labels=false",
        "--whitelisted_container_labels=com.docker.compose.project,com.docker.compose.service"},
       0},
      {"compose, influxdb",
       {"-storage_driver=influxdb", "-storage_driver_db=cadvisor", "-storage_driver_host=influx:8086",
        "-storage_driver_secure=False"},
       4},
      {"swarm stack", {"-logtostderr", "-docker_only"}, 0},
      {"swarm stack, labels",
       {"--docker_only=true", "--housekeeping_interval=10s", "--max_housekeeping_interval=35s",
        "--allow_dynamic_housekeeping=true", "--global_housekeeping_interval=1m0s",
        "--whitelisted_container_labels=com.docker.swarm.service.name,com.docker.swarm.task.name"},
       4},
      {"swarm stack, quiet", {"-v=1", "--stderrthreshold=ERROR", "--disable_root_cgroup_stats=true"}, 0},
      {"Kubernetes, cAdvisor's own example",
       {"--housekeeping_interval=10s", "--max_housekeeping_interval=15s",
        "--event_storage_event_limit=default=0", "--event_storage_age_limit=default=0",
        "--enable_metrics=app,cpu,disk,diskIO,memory,network,process", "--docker_only",
        "--store_container_labels=false",
        "--whitelisted_container_labels=io.kubernetes.container.name, "
        "io.kubernetes.pod.name,io.kubernetes.pod.namespace"},
       4},
      {"Kubernetes, containerd",
       {"--containerd=/run/containerd/containerd.sock", "--containerd-namespace=k8s.io",
        "--raw_cgroup_prefix_whitelist=/kubepods.slice", "--disable_metrics=tcp,udp,process_metrics"},
       4},
      {"Kubernetes, environment and timings",
       {"--env_metadata_whitelist=POD_NAME", "--update_machine_info_interval=5m", "--storage_duration=1m0s",
        "--store_container_labels=false"},
       2},
      {"Kubernetes, old versions", {"-mesos_agent=127.0.0.1:5051", "--mesos_agent_timeout=10s", "--v=4"}, 2},
      {"Kubernetes, performance counters",
       {"--perf_events_config=/etc/perf.json", "--disable_metrics=", "--enable_load_reader=true",
        "--profiling"},
       3},
      {"values apart, booleans apart",
       {"--port", "8081", "--docker_only", "true", "--storage_duration", "2m", "--logtostderr", "true"},
       1},
  };
  return list;
}

}  // namespace

TEST_CASE("real-world command lines of cAdvisor load, with a line for each flag that does nothing here") {
  CHECK(command_lines().size() >= 20);
  for (const auto& seen : command_lines()) {
    CAPTURE(seen.where);
    Options options;
    CHECK(error_of([&] { options = load(seen.arguments, {}); }) == "no error");
    CHECK(options.action == Action::serve);
    CHECK(options.warnings.size() == seen.warnings);
  }
}

TEST_CASE("cAdvisor's own Kubernetes example means here what it means there") {
  const auto& example = command_lines()[15];
  const auto policy = load(example.arguments, {}).config.policy;
  CHECK(policy.groups == exporter::model::Groups{Group::app, Group::cpu, Group::disk, Group::disk_io,
                                                 Group::memory, Group::network, Group::process});
  CHECK(policy.labels.base == "none");
  CHECK(policy.labels.allow == std::vector<std::string>{"io.kubernetes.container.name",
                                                        "io.kubernetes.pod.name",
                                                        "io.kubernetes.pod.namespace"});
}
