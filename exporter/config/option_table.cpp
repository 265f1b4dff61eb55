// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "config/option.hpp"

namespace exporter::config {

namespace {

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
