// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "config/option.hpp"

namespace exporter::config {

namespace {

template <model::Group group>
constexpr Option collector(std::string_view name, std::string_view help) {
  return {.name = name,
          .placeholder = "true|false",
          .help = help,
          .check = on_or_off,
          .member = Switch{[](const Options& o) { return o.config.policy.groups.has(group); },
                           [](Options& o, bool on) { o.config.policy.groups.set(group, on); }}};
}

using Words = std::vector<std::string>;

Words& words(Options& of, Words model::LabelPolicy::*member) { return of.config.policy.labels.*member; }
Words& words(Options& of, Words model::Selection::*member) { return of.config.policy.selection.*member; }

// Of the policy; empty by default.
template <auto member>
constexpr Option list(std::string_view name, std::string_view placeholder, std::string_view help,
                      const Check& check) {
  return {.name = name,
          .placeholder = placeholder,
          .help = help,
          .check = check,
          .member = List{[](Options& o) -> Words& { return words(o, member); }},
          .may_be_empty = true};
}

constexpr std::array table{
    Option{.name = "config.file",
           .placeholder = "FILE",
           .help = "YAML file with options; config/exporter.yml shows them all.",
           .check = file_path,
           .member = Text{[](Options& o) -> std::string& { return o.config_file; }},
           .in_file = false},
    Option{
        .name = "web.listen-address",
        .placeholder = "ADDRESS",
        .help =
            "Where to listen: :PORT for every interface, HOST:PORT, [IPV6]:PORT or unix:/PATH. Repeatable.",
        .check = listen_address,
        .member = List{[](Options& o) -> std::vector<std::string>& { return o.config.listen_addresses; }}},
    Option{.name = "web.telemetry-path",
           .placeholder = "PATH",
           .help = "Path of the metrics page.",
           .check = telemetry_path,
           .member = Text{[](Options& o) -> std::string& { return o.config.telemetry_path; }}},
    Option{.name = "web.auth-file",
           .placeholder = "FILE",
           .help = "Who may see the pages: an htpasswd file, by basic authentication. Health stays open.",
           .check = optional_file,
           .member = Text{[](Options& o) -> std::string& { return o.config.auth_file; }}},
    Option{.name = "web.auth-metrics",
           .placeholder = "true|false",
           .help = "Ask the password of web.auth-file for the metrics page too.",
           .check = on_or_off,
           .member = Switch{[](const Options& o) { return o.config.auth_metrics; },
                            [](Options& o, bool on) { o.config.auth_metrics = on; }}},
    Option{.name = "web.compression-level",
           .placeholder = "LEVEL",
           .help = "Of gzip and zstd, 1 (fast) to 9 (small).",
           .check = compression_level,
           .member = Number{[](Options& o) -> std::size_t& { return o.config.compression_level; }}},
    Option{.name = "compat.cadvisor",
           .placeholder = "true|false",
           .help = "Send unknown paths to the landing page (307), as cAdvisor does, in place of 404.",
           .check = on_or_off,
           .member = Switch{[](const Options& o) { return o.config.redirect_unknown; },
                            [](Options& o, bool on) { o.config.redirect_unknown = on; }}},
    Option{.name = "docker.host",
           .placeholder = "URL",
           .help = "Docker Engine: unix:///PATH or tcp://HOST:PORT.",
           .check = engine_address,
           .member = Text{[](Options& o) -> std::string& { return o.config.docker_host; }},
           .also_variable = "DOCKER_HOST"},
    Option{.name = "path.procfs",
           .placeholder = "DIRECTORY",
           .help = "Where the host's procfs is mounted.",
           .check = absolute_path,
           .member = Text{[](Options& o) -> std::string& { return o.config.host.procfs; }}},
    Option{.name = "path.sysfs",
           .placeholder = "DIRECTORY",
           .help = "Where the host's sysfs is mounted, with the cgroup file system in fs/cgroup below it.",
           .check = absolute_path,
           .member = Text{[](Options& o) -> std::string& { return o.config.host.sysfs; }}},
    Option{.name = "path.rootfs",
           .placeholder = "DIRECTORY",
           .help = "Where the host's root file system is mounted.",
           .check = absolute_path,
           .member = Text{[](Options& o) -> std::string& { return o.config.host.rootfs; }}},
    Option{.name = "process.user",
           .placeholder = "USER",
           .help = "Started as root: become nobody, in the group of the Docker socket, before listening; or "
                   "stay root.",
           .check = process_user,
           .member = Text{[](Options& o) -> std::string& { return o.config.process_user; }}},
    Option{.name = "log.level",
           .placeholder = "LEVEL",
           .help = "Least severe messages to log: debug, info, warn or error.",
           .check = log_level,
           .member = Text{[](Options& o) -> std::string& { return o.config.log_level; }}},
    Option{.name = "log.format",
           .placeholder = "FORMAT",
           .help = "Form of a log line: logfmt or json.",
           .check = log_format,
           .member = Text{[](Options& o) -> std::string& { return o.config.log_format; }}},
    Option{.name = "labels.base",
           .placeholder = "WHICH",
           .help = "Container labels on the page: own (without those inherited from the image, and "
                   "Compose's bookkeeping), all or none; --labels for short.",
           .check = label_policy,
           .member = Text{[](Options& o) -> std::string& { return o.config.policy.labels.base; }}},
    list<&model::LabelPolicy::allow>(
        "labels.allow", "LABEL",
        "Label written although --labels leaves it out: a name or a shell pattern. Repeatable.",
        label_pattern),
    list<&model::LabelPolicy::deny>(
        "labels.deny", "LABEL", "Label never written: a name or a shell pattern. Repeatable.", label_pattern),
    list<&model::LabelPolicy::variables>(
        "labels.env", "PREFIX",
        "Environment variables written as container_env_*: those whose name begins so. Repeatable.",
        environment_prefix),
    Option{
        .name = "labels.max-length",
        .placeholder = "BYTES",
        .help = "Longer values of labels and environment variables are cut.",
        .check = label_value_length,
        .member = Number{[](Options& o) -> std::size_t& { return o.config.policy.labels.max_value_bytes; }}},
    Option{.name = "labels.info",
           .placeholder = "true|false",
           .help = "container_labels_info: one series per container with all its labels.",
           .check = on_or_off,
           .member = Switch{[](const Options& o) { return o.config.policy.labels.info; },
                            [](Options& o, bool on) { o.config.policy.labels.info = on; }}},
    Option{.name = "collector.cgroups",
           .placeholder = "WHICH",
           .help = "Cgroups beside containers, by id alone: none, services (systemd's outermost services and "
                   "scopes) or all.",
           .check = cgroup_choice,
           .member = Text{[](Options& o) -> std::string& { return o.config.policy.selection.cgroups; }}},
    list<&model::Selection::cgroup_prefixes>(
        "collector.cgroup-prefix", "PATH",
        "Cgroups beside containers: those whose path begins so, and no others. Repeatable.", absolute_path),
    Option{.name = "containers.tombstone",
           .placeholder = "SECONDS",
           .help = "How long container_last_seen stays after its container has ended, 0 for not at all; "
                   "--tombstone for short.",
           .check = tombstone_seconds,
           .member = Number{[](Options& o) -> std::size_t& { return o.config.policy.tombstone_seconds; }}},
    Option{.name = "include.root",
           .placeholder = "true|false",
           .help = "The root cgroup, id=\"/\".",
           .check = on_or_off,
           .member = Switch{[](const Options& o) { return o.config.policy.selection.root; },
                            [](Options& o, bool on) { o.config.policy.selection.root = on; }}},
    list<&model::Selection::include_names>(
        "include.name", "REGEX", "Only containers whose whole name matches one of these. Repeatable.",
        container_pattern),
    list<&model::Selection::include_images>(
        "include.image", "REGEX", "Only containers whose whole image matches one of these. Repeatable.",
        container_pattern),
    list<&model::Selection::include_labels>("include.label", "KEY=REGEX",
                                            "Only containers with one of these labels, its whole value "
                                            "matching; KEY alone: any value. Repeatable.",
                                            label_selector),
    list<&model::Selection::exclude_names>("exclude.name", "REGEX",
                                           "No container whose whole name matches one of these. Repeatable.",
                                           container_pattern),
    list<&model::Selection::exclude_images>(
        "exclude.image", "REGEX", "No container whose whole image matches one of these. Repeatable.",
        container_pattern),
    list<&model::Selection::exclude_labels>(
        "exclude.label", "KEY=REGEX",
        "No container with one of these labels, its whole value matching; KEY alone: any value. Repeatable.",
        label_selector),
    collector<model::Group::app>("collector.app",
                                 "Metric group app: metrics that applications describe in labels."),
    collector<model::Group::cpu>("collector.cpu", "Metric group cpu: CPU time and throttling."),
    collector<model::Group::cpu_load>("collector.cpuLoad", "Metric group cpuLoad: load and task states."),
    collector<model::Group::disk>("collector.disk", "Metric group disk: file system usage and limits."),
    collector<model::Group::disk_io>("collector.diskIO",
                                     "Metric group diskIO: bytes and requests per block device."),
    collector<model::Group::memory>("collector.memory", "Metric group memory: memory usage and activity."),
    collector<model::Group::network>("collector.network",
                                     "Metric group network: bytes and packets per interface."),
    collector<model::Group::oom_event>("collector.oom_event",
                                       "Metric group oom_event: kills for want of memory."),
    collector<model::Group::perf_event>("collector.perf_event",
                                        "Metric group perf_event: hardware counters."),
    collector<model::Group::pressure>("collector.pressure", "Metric group pressure: stall times (PSI)."),
    collector<model::Group::advtcp>("collector.advtcp", "Metric group advtcp: detailed TCP counters."),
    collector<model::Group::cpu_topology>("collector.cpu_topology",
                                          "Metric group cpu_topology: the machine's caches and cores."),
    collector<model::Group::cpuset>("collector.cpuset", "Metric group cpuset: CPU set settings."),
    collector<model::Group::hugetlb>("collector.hugetlb", "Metric group hugetlb: huge pages."),
    collector<model::Group::memory_numa>("collector.memory_numa",
                                         "Metric group memory_numa: pages per NUMA node."),
    collector<model::Group::percpu>("collector.percpu", "Metric group percpu: CPU time per CPU."),
    collector<model::Group::process>("collector.process",
                                     "Metric group process: processes, descriptors, limits."),
    collector<model::Group::referenced_memory>("collector.referenced_memory",
                                               "Metric group referenced_memory: memory lately touched."),
    collector<model::Group::resctrl>("collector.resctrl",
                                     "Metric group resctrl: cache and memory bandwidth."),
    collector<model::Group::sched>("collector.sched", "Metric group sched: scheduler delays."),
    collector<model::Group::tcp>("collector.tcp", "Metric group tcp: TCP connections by state."),
    collector<model::Group::udp>("collector.udp", "Metric group udp: UDP sockets."),
};

constexpr std::array actions{
    ActionFlag{"check-config", Action::check_config, "Check flags, environment and file, then exit 0 or 1."},
    ActionFlag{"once", Action::once, "Write one metrics page to standard output and exit."},
    ActionFlag{"list-metrics", Action::list_metrics, "List every metric with its type and meaning and exit."},
    ActionFlag{"healthcheck", Action::healthcheck,
               "Ask the instance that runs with this same configuration whether it is well; exit 0 or 1."},
    ActionFlag{"version", Action::version, "Show the version and exit."},
    ActionFlag{"help", Action::help, "Show this and exit; -h too."},
};

}  // namespace

std::span<const Option> options() { return table; }

std::span<const ActionFlag> action_flags() { return actions; }

}  // namespace exporter::config
