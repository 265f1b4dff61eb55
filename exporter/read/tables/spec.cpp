// SPDX-License-Identifier: Apache-2.0
// Limits, read where the runtime sets them. cAdvisor's contract: a memory limit of 0 means none; the
// machine's memory is the root's limit; a quota is absent when there is none.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

constexpr std::int64_t kibibytes = 1024;

constexpr Term meminfo(Literal key) { return flat(Place::procfs, "meminfo", key); }
constexpr Term v2(Literal file) { return limit(number(Place::memory, file)); }
constexpr Term v1(Literal file) { return limit(number(Place::memory, file)); }

constexpr Row rows[] = {
    {.metric = {.name = "container_spec_cpu_period",
                .help = "CPU limit: length of the period, microseconds."},
     .v2 = {just(limit(word(Place::cpu, "cpu.max", "1")))},
     .v1 = {just(limit(number(Place::cpu, "cpu.cfs_period_us")))}},
    {.metric =
         {.name = "container_spec_cpu_quota",
          .help = "CPU limit: CPU time allowed in each period, microseconds. Absent when there is no limit."},
     .v2 = {just(limit(word(Place::cpu, "cpu.max", "0")))},
     .v1 = {just(limit(number(Place::cpu, "cpu.cfs_quota_us")))}},
    {.metric = {.name = "container_spec_cpu_shares",
                .help =
                    "CPU shares; on cgroup v2 worked out from cpu.weight, so the default 100 gives 2597."},
     .v2 = {converted(limit(number(Place::cpu, "cpu.weight")), Convert::weight_to_shares)},
     .v1 = {just(limit(number(Place::cpu, "cpu.shares")))}},
    {.metric = {.name = "container_spec_memory_limit_bytes", .help = "Memory limit; 0 when there is none."},
     .v2 = {at_root(just(meminfo("MemTotal"), kibibytes)), just(v2("memory.max"))},
     .v1 = {at_root(just(meminfo("MemTotal"), kibibytes)), just(v1("memory.limit_in_bytes"))},
     .unlimited = Unlimited::zero},
    {.metric =
         {.name = "container_spec_memory_swap_limit_bytes",
          .help =
              "Swap limit; 0 when there is none. Memory and swap together on cgroup v1, swap alone on v2."},
     .v2 = {at_root(just(meminfo("SwapTotal"), kibibytes)), just(v2("memory.swap.max"))},
     .v1 = {at_root(just(meminfo("SwapTotal"), kibibytes)), just(v1("memory.memsw.limit_in_bytes"))},
     .unlimited = Unlimited::zero},
    {.metric = {.name = "container_spec_memory_reservation_limit_bytes",
                .help = "Memory reservation (soft limit); 0 when there is none."},
     .v2 = {just(v2("memory.low"))},
     .v1 = {just(v1("memory.soft_limit_in_bytes"))},
     .unlimited = Unlimited::zero},
};
static_assert(well_formed(rows));

}  // namespace

const Table spec{"spec", kept_rows<rows>};

}  // namespace exporter::read::tables
