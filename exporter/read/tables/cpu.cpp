// SPDX-License-Identifier: Apache-2.0
// CPU time and throttling. v2 cpu.stat counts microseconds; v1 cpuacct.usage nanoseconds and cpuacct.stat
// ticks of 1/100 s (USER_HZ is 100 on every architecture Docker runs on).
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

using model::Group;
using model::Type;

constexpr std::int64_t microseconds = 1'000;
constexpr std::int64_t ticks = 10'000'000;
// Throttling is counted where the limit is set, and only means something where there is one.
constexpr Literal quota = "container_spec_cpu_quota";

constexpr Row rows[] = {
    {.metric = {.name = "container_cpu_usage_seconds_total",
                .help = "CPU time used, user and system, over all CPUs.",
                .type = Type::counter,
                .group = Group::cpu,
                .labels = R"(cpu="total")",
                .decimals = 9},
     .v2 = {just(flat(Place::cpu, "cpu.stat", "usage_usec"), microseconds)},
     .v1 = {just(number(Place::cpuacct, "cpuacct.usage"))},
     .unless_per_cpu = true},
    {.metric = {.name = "container_cpu_usage_seconds_total",
                .help = {},
                .type = Type::counter,
                .group = Group::percpu,
                .per = model::Dimension::cpu,
                .decimals = 9},
     .v1 = {just({Place::cpuacct, Format::cpus, "cpuacct.usage_percpu"})}},
    {.metric = {.name = "container_cpu_user_seconds_total",
                .help = "CPU time used in user mode.",
                .type = Type::counter,
                .group = Group::cpu,
                .decimals = 9},
     .v2 = {just(flat(Place::cpu, "cpu.stat", "user_usec"), microseconds)},
     .v1 = {just(flat(Place::cpuacct, "cpuacct.stat", "user"), ticks)}},
    {.metric = {.name = "container_cpu_system_seconds_total",
                .help = "CPU time used in kernel mode.",
                .type = Type::counter,
                .group = Group::cpu,
                .decimals = 9},
     .v2 = {just(flat(Place::cpu, "cpu.stat", "system_usec"), microseconds)},
     .v1 = {just(flat(Place::cpuacct, "cpuacct.stat", "system"), ticks)}},
    {.metric = {.name = "container_cpu_cfs_periods_total",
                .help = "Scheduling periods in which the container wanted to run, with a CPU limit set.",
                .type = Type::counter,
                .group = Group::cpu},
     .v2 = {just(limit(flat(Place::cpu, "cpu.stat", "nr_periods")))},
     .v1 = {just(limit(flat(Place::cpu, "cpu.stat", "nr_periods")))},
     .only_with = quota},
    {.metric = {.name = "container_cpu_cfs_throttled_periods_total",
                .help = "Scheduling periods in which the CPU limit stopped the container.",
                .type = Type::counter,
                .group = Group::cpu},
     .v2 = {just(limit(flat(Place::cpu, "cpu.stat", "nr_throttled")))},
     .v1 = {just(limit(flat(Place::cpu, "cpu.stat", "nr_throttled")))},
     .only_with = quota},
    {.metric = {.name = "container_cpu_cfs_throttled_seconds_total",
                .help = "Time for which the CPU limit stopped the container's threads, summed over CPUs.",
                .type = Type::counter,
                .group = Group::cpu,
                .decimals = 9},
     .v2 = {just(limit(flat(Place::cpu, "cpu.stat", "throttled_usec")), microseconds)},
     .v1 = {just(limit(flat(Place::cpu, "cpu.stat", "throttled_time")))},
     .only_with = quota},
    {.metric = {.name = "container_cpu_cfs_burst_periods_total",
                .help =
                    "Scheduling periods in which the container used burst beyond its CPU limit (Linux 5.14).",
                .type = Type::counter,
                .group = Group::cpu},
     .v2 = {just(limit(flat(Place::cpu, "cpu.stat", "nr_bursts")))},
     .v1 = {just(limit(flat(Place::cpu, "cpu.stat", "nr_bursts")))},
     .only_with = quota},
    {.metric = {.name = "container_cpu_cfs_burst_seconds_total",
                .help = "CPU time used as burst beyond the CPU limit (Linux 5.14).",
                .type = Type::counter,
                .group = Group::cpu,
                .decimals = 9},
     .v2 = {just(limit(flat(Place::cpu, "cpu.stat", "burst_usec")), microseconds)},
     .v1 = {just(limit(flat(Place::cpu, "cpu.stat", "burst_time")))},
     .only_with = quota},
};
static_assert(well_formed(rows));

}  // namespace

const Table cpu{"cpu", kept_rows<rows>};

}  // namespace exporter::read::tables
