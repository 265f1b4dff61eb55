// SPDX-License-Identifier: Apache-2.0
// What the container's processes do: states and load (group cpuLoad), scheduling, and what they hold open.
// Threads are counted, as the kernel's taskstats does. cAdvisor's state "iowaiting" is left out: no file says
// it of a thread.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

using model::Fact;
using model::Group;
using model::Type;

constexpr Row row(Literal name, Literal help, Group group, Fact source, Literal labels = {}) {
  return {.metric = {.name = name, .help = help, .group = group, .labels = labels},
          .v2 = {just(fact(source))}};
}

constexpr Row counter(Literal name, Literal help, Fact source, int decimals) {
  Row result = row(name, help, Group::sched, source);
  result.metric.type = Type::counter;
  result.metric.decimals = decimals;
  return result;
}

constexpr int nanoseconds = 9;

constexpr Row rows[] = {
    row("container_tasks_state", "Threads of the container by what they do. Zombies are not counted.",
        Group::cpu_load, Fact::tasks_sleeping, R"(state="sleeping")"),
    row("container_tasks_state", {}, Group::cpu_load, Fact::tasks_running, R"(state="running")"),
    row("container_tasks_state", {}, Group::cpu_load, Fact::tasks_stopped, R"(state="stopped")"),
    row("container_tasks_state", {}, Group::cpu_load, Fact::tasks_uninterruptible,
        R"(state="uninterruptible")"),
    row("container_cpu_load_average_10s",
        "Running threads at the scrapes of about the last ten seconds, in thousandths, as in cAdvisor.",
        Group::cpu_load, Fact::load),
    row("container_cpu_load_d_average_10s",
        "Uninterruptible threads at the scrapes of about the last ten seconds, in thousandths, as in "
        "cAdvisor.",
        Group::cpu_load, Fact::load_waiting),
    counter("container_cpu_schedstat_run_seconds_total", "Time that the container's threads ran on a CPU.",
            Fact::schedule_run, nanoseconds),
    counter("container_cpu_schedstat_runqueue_seconds_total",
            "Time that they were ready to run and waited for a CPU.", Fact::schedule_wait, nanoseconds),
    counter("container_cpu_schedstat_run_periods_total", "How often they were given a CPU.",
            Fact::schedule_periods, 0),
    row("container_processes", "Processes in the container, those of cgroups inside it included.",
        Group::process, Fact::processes),
    row("container_file_descriptors",
        "Open file descriptors. Needs the right to look into other users' processes: CAP_SYS_PTRACE.",
        Group::process, Fact::file_descriptors),
    row("container_sockets", "Open sockets. Needs the same right.", Group::process, Fact::sockets),
    row("container_ulimits_soft", "Soft limits of the container's first process; -1 when there is none.",
        Group::process, Fact::open_files_limit, R"(ulimit="max_open_files")"),
};
static_assert(well_formed(rows));

}  // namespace

const Table tasks{"processes", kept_rows<rows>};

}  // namespace exporter::read::tables
