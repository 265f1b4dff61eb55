// SPDX-License-Identifier: Apache-2.0
// What goes on in memory: page cache that is used, dirty or written back, reclaim, limit events, OOM kills.
// v1 has no counters of reclaim and of limit events.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

using model::Group;
using model::Type;

constexpr Term stat(Literal key) { return flat(Place::memory, "memory.stat", key); }
constexpr Term event(Literal key) { return flat(Place::memory, "memory.events", key); }

constexpr model::Metric gauge(Literal name, Literal help) {
  return {.name = name, .help = help, .group = Group::memory};
}
constexpr model::Metric counter(Literal name, Literal help, Group group = Group::memory) {
  return {.name = name, .help = help, .type = Type::counter, .group = group};
}

constexpr Row rows[] = {
    {.metric = gauge("container_memory_total_active_file_bytes", "Page cache used of late."),
     .v2 = {just(stat("active_file"))},
     .v1 = {just(stat("total_active_file"))}},
    {.metric = gauge("container_memory_total_inactive_file_bytes", "Page cache that is reclaimed first."),
     .v2 = {just(stat("inactive_file"))},
     .v1 = {just(stat("total_inactive_file"))}},
    {.metric = gauge("container_memory_file_dirty_bytes", "Page cache that is not yet written to disk."),
     .v2 = {just(stat("file_dirty"))},
     .v1 = {just(stat("total_dirty"))}},
    {.metric = gauge("container_memory_file_writeback_bytes", "Page cache being written to disk now."),
     .v2 = {just(stat("file_writeback"))},
     .v1 = {just(stat("total_writeback"))}},
    {.metric = gauge("container_memory_kernel_usage",
                     "Kernel memory charged to the container, bytes (cgroup v2: since Linux 5.18)."),
     .v2 = {just(stat("kernel"))},
     .v1 = {just(number(Place::memory, "memory.kmem.usage_in_bytes"))}},
    {.metric = counter("container_memory_pgscan_total", "Pages that reclaim looked at."),
     .v2 = {just(stat("pgscan"))}},
    {.metric = counter("container_memory_pgsteal_total", "Pages that reclaim took back."),
     .v2 = {just(stat("pgsteal"))}},
    {.metric = counter("container_memory_workingset_refault_file_total",
                       "Page cache pages that were read again soon after they had been reclaimed."),
     .v2 = {just(stat("workingset_refault_file")), just(stat("workingset_refault"))},
     .v1 = {just(stat("total_workingset_refault_file")), just(stat("total_workingset_refault"))}},
    {.metric = counter("container_memory_workingset_refault_anon_total",
                       "Anonymous pages that were read from swap soon after they had been reclaimed."),
     .v2 = {just(stat("workingset_refault_anon"))},
     .v1 = {just(stat("total_workingset_refault_anon"))}},
    {.metric = counter("container_memory_events_high_total", "How often memory use went above memory.high."),
     .v2 = {just(event("high"))}},
    {.metric = counter("container_memory_events_max_total",
                       "How often memory use was about to go above the limit."),
     .v2 = {just(event("max"))}},
    {.metric = counter(
         "container_oom_events_total",
         "Processes of the container that the kernel killed for want of memory, since it was started.",
         Group::oom_event),
     .v2 = {just(event("oom_kill"))},
     .v1 = {just(flat(Place::memory, "memory.oom_control", "oom_kill"))}},
};
static_assert(well_formed(rows));

}  // namespace

const Table memory_activity{"memory_activity", kept_rows<rows>};

}  // namespace exporter::read::tables
