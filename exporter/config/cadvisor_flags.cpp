// SPDX-License-Identifier: Apache-2.0
#include "config/cadvisor_flags.hpp"

#include <algorithm>
#include <array>

namespace exporter::config {

namespace {

constexpr bool boolean = true;
constexpr bool value = false;

constexpr std::string_view on_demand = "not needed: values are read when Prometheus asks, never between";
constexpr std::string_view no_storage = "not needed: nothing is kept, Prometheus stores";
constexpr std::string_view no_push = "not supported: metrics are served for Prometheus, not pushed";
constexpr std::string_view no_tls = "not supported: Docker is reached by its socket or by plain TCP";
constexpr std::string_view no_digest = "not supported: --web.auth-file asks by basic authentication";
constexpr std::string_view by_cgroup = "not needed: its containers are found in the cgroup tree, by id";
constexpr std::string_view dead = "not supported: cAdvisor ignores it too; use -env_metadata_whitelist";
constexpr std::string_view not_collected = "not supported: these metrics are not collected";
constexpr std::string_view gone = "not needed: cAdvisor itself has dropped it";

constexpr std::array table{
    CadvisorFlag{"listen_ip", value, Fate::honoured},
    CadvisorFlag{"port", value, Fate::honoured},
    CadvisorFlag{"url_base_prefix", value, Fate::honoured},
    CadvisorFlag{"prometheus_endpoint", value, Fate::honoured},
    CadvisorFlag{"docker", value, Fate::honoured},
    CadvisorFlag{"docker_only", boolean, Fate::honoured},
    CadvisorFlag{"store_container_labels", boolean, Fate::honoured},
    CadvisorFlag{"whitelisted_container_labels", value, Fate::honoured},
    CadvisorFlag{"env_metadata_whitelist", value, Fate::honoured},
    CadvisorFlag{"disable_metrics", value, Fate::honoured},
    CadvisorFlag{"enable_metrics", value, Fate::honoured},
    CadvisorFlag{"disable_root_cgroup_stats", boolean, Fate::honoured},

    CadvisorFlag{"logtostderr", boolean, Fate::silent},
    CadvisorFlag{"alsologtostderr", boolean, Fate::silent},
    CadvisorFlag{"v", value, Fate::silent},
    CadvisorFlag{"vmodule", value, Fate::silent},
    CadvisorFlag{"stderrthreshold", value, Fate::silent},
    CadvisorFlag{"add_dir_header", boolean, Fate::silent},
    CadvisorFlag{"skip_headers", boolean, Fate::silent},
    CadvisorFlag{"skip_log_headers", boolean, Fate::silent},
    CadvisorFlag{"one_output", boolean, Fate::silent},
    CadvisorFlag{"log_backtrace_at", value, Fate::silent},
    CadvisorFlag{"log_cadvisor_usage", boolean, Fate::silent},
    CadvisorFlag{"log_dir", value, Fate::warned, "not supported: the log goes to standard error"},
    CadvisorFlag{"log_file", value, Fate::warned, "not supported: the log goes to standard error"},
    CadvisorFlag{"log_file_max_size", value, Fate::warned, "not needed: the log goes to standard error"},

    CadvisorFlag{"http_auth_file", value, Fate::honoured},
    CadvisorFlag{"http_auth_realm", value, Fate::warned, "not needed: the realm is container-exporter"},
    CadvisorFlag{"http_digest_file", value, Fate::warned, no_digest},
    CadvisorFlag{"http_digest_realm", value, Fate::warned, no_digest},
    CadvisorFlag{"profiling", boolean, Fate::warned, "not supported: there is no Go runtime to profile"},
    CadvisorFlag{"max_procs", value, Fate::warned, "not needed: one core is plenty"},

    CadvisorFlag{"docker_env_metadata_whitelist", value, Fate::warned, dead},
    CadvisorFlag{"containerd_env_metadata_whitelist", value, Fate::warned, dead},
    CadvisorFlag{"raw_cgroup_prefix_whitelist", value, Fate::honoured},
    CadvisorFlag{"container_hints", value, Fate::warned, "not needed: containers are found without hints"},
    CadvisorFlag{"application_metrics_count_limit", value, Fate::warned, not_collected},
    CadvisorFlag{"collector_cert", value, Fate::warned, not_collected},
    CadvisorFlag{"collector_key", value, Fate::warned, not_collected},

    CadvisorFlag{"housekeeping_interval", value, Fate::warned, on_demand},
    CadvisorFlag{"max_housekeeping_interval", value, Fate::warned, on_demand},
    CadvisorFlag{"allow_dynamic_housekeeping", boolean, Fate::warned, on_demand},
    CadvisorFlag{"global_housekeeping_interval", value, Fate::warned, on_demand},
    CadvisorFlag{"initial_splay_factor", value, Fate::warned, on_demand},
    CadvisorFlag{"jitter_factor", value, Fate::warned, on_demand},
    CadvisorFlag{"update_machine_info_interval", value, Fate::warned, on_demand},
    CadvisorFlag{"storage_duration", value, Fate::warned, no_storage},
    CadvisorFlag{"event_storage_age_limit", value, Fate::warned, no_storage},
    CadvisorFlag{"event_storage_event_limit", value, Fate::warned, no_storage},
    CadvisorFlag{"enable_load_reader", boolean, Fate::warned,
                 "not needed: states and load are read from the processes, on cgroup v2 too"},
    CadvisorFlag{"referenced_reset_interval", value, Fate::warned, not_collected},
    CadvisorFlag{"perf_events_config", value, Fate::warned, not_collected},
    CadvisorFlag{"resctrl_interval", value, Fate::warned, not_collected},

    CadvisorFlag{"docker_root", value, Fate::warned, "not needed: Docker's directory is not read"},
    CadvisorFlag{"docker-tls", boolean, Fate::warned, no_tls},
    CadvisorFlag{"docker-tls-cert", value, Fate::warned, no_tls},
    CadvisorFlag{"docker-tls-key", value, Fate::warned, no_tls},
    CadvisorFlag{"docker-tls-ca", value, Fate::warned, no_tls},
    CadvisorFlag{"podman", value, Fate::warned,
                 "not needed: for names, give podman's socket as --docker.host"},
    CadvisorFlag{"containerd", value, Fate::warned, by_cgroup},
    CadvisorFlag{"containerd-namespace", value, Fate::warned, by_cgroup},
    CadvisorFlag{"crio_client_timeout", value, Fate::warned, by_cgroup},
    CadvisorFlag{"machine_id_file", value, Fate::warned, "not needed: it is read below --path.rootfs"},
    CadvisorFlag{"boot_id_file", value, Fate::warned, "not needed: it is read below --path.procfs"},

    CadvisorFlag{"storage_driver", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_user", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_password", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_host", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_db", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_table", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_secure", boolean, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_buffer_duration", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_influxdb_retention_policy", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_kafka_broker_list", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_kafka_topic", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_kafka_ssl_cert", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_kafka_ssl_key", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_kafka_ssl_ca", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_kafka_ssl_verify", boolean, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_es_host", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_es_index", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_es_type", value, Fate::warned, no_push},
    CadvisorFlag{"storage_driver_es_enable_sniffer", boolean, Fate::warned, no_push},
    CadvisorFlag{"bq_id", value, Fate::warned, no_push},
    CadvisorFlag{"bq_secret", value, Fate::warned, no_push},
    CadvisorFlag{"bq_project_id", value, Fate::warned, no_push},
    CadvisorFlag{"bq_account", value, Fate::warned, no_push},
    CadvisorFlag{"bq_credentials_file", value, Fate::warned, no_push},

    CadvisorFlag{"mesos_agent", value, Fate::warned, gone},
    CadvisorFlag{"mesos_agent_timeout", value, Fate::warned, gone},
};

}  // namespace

std::span<const CadvisorFlag> cadvisor_flags() { return table; }

const CadvisorFlag* find_cadvisor_flag(std::string_view name) {
  const auto* found =
      std::find_if(table.begin(), table.end(), [&](const auto& flag) { return flag.name == name; });
  return found == table.end() ? nullptr : found;
}

}  // namespace exporter::config
