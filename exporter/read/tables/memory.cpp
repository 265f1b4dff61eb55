// SPDX-License-Identifier: Apache-2.0
// Memory. v1's total_* keys include the cgroup's children, as all of v2 does. The v2 root cgroup has no
// memory.current: what it uses is the sum of its anonymous and file memory, its swap is the machine's.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

using model::Group;
using model::Type;

constexpr std::int64_t kibibytes = 1024;

constexpr Term stat(Literal key) { return flat(Place::memory, "memory.stat", key); }
constexpr Term meminfo(Literal key) { return flat(Place::procfs, "meminfo", key); }
constexpr Term v1(Literal file) { return number(Place::memory, file); }

constexpr Row rows[] = {
    {.metric = {.name = "container_memory_usage_bytes",
                .help = "Memory charged to the container, page cache included.",
                .group = Group::memory},
     .v2 = {at_root(sum(stat("anon"), stat("file"))), just(number(Place::memory, "memory.current"))},
     .v1 = {just(v1("memory.usage_in_bytes"))}},
    {.metric = {.name = "container_memory_working_set_bytes",
                .help = "Memory used less the page cache that is easy to give back (inactive file pages).",
                .group = Group::memory},
     .v2 = {at_root(sum(stat("anon"), stat("file"), stat("inactive_file"))),
            difference(number(Place::memory, "memory.current"), stat("inactive_file"))},
     .v1 = {difference(v1("memory.usage_in_bytes"), stat("total_inactive_file"))}},
    {.metric = {.name = "container_memory_rss",
                .help = "Anonymous memory: heaps, stacks and the like, swap cache included on cgroup v1.",
                .group = Group::memory},
     .v2 = {just(stat("anon"))},
     .v1 = {just(stat("total_rss"))}},
    {.metric = {.name = "container_memory_cache",
                .help = "Page cache, tmpfs and shared memory included.",
                .group = Group::memory},
     .v2 = {just(stat("file"))},
     .v1 = {just(stat("total_cache"))}},
    {.metric = {.name = "container_memory_mapped_file",
                .help = "Page cache that is mapped into processes.",
                .group = Group::memory},
     .v2 = {just(stat("file_mapped"))},
     .v1 = {just(stat("total_mapped_file"))}},
    {.metric = {.name = "container_memory_swap", .help = "Swap space used.", .group = Group::memory},
     .v2 = {at_root(difference(meminfo("SwapTotal"), meminfo("SwapFree"), kibibytes)),
            just(number(Place::memory, "memory.swap.current"))},
     .v1 = {just(stat("total_swap"))}},
    {.metric = {.name = "container_memory_max_usage_bytes",
                .help = "The most memory ever charged to the container (cgroup v2: since Linux 5.19).",
                .group = Group::memory},
     .v2 = {just(number(Place::memory, "memory.peak"))},
     .v1 = {just(v1("memory.max_usage_in_bytes"))}},
    {.metric = {.name = "container_memory_failcnt",
                .help = "How often memory use hit the limit.",
                .type = Type::counter,
                .group = Group::memory},
     .v2 = {just(flat(Place::memory, "memory.events", "max"))},
     .v1 = {just(v1("memory.failcnt"))}},
    {.metric =
         {.name = "container_memory_failures_total",
          .help =
              "Page faults. scope=container leaves out child cgroups where the kernel can tell (cgroup v1).",
          .type = Type::counter,
          .group = Group::memory,
          .labels = R"(failure_type="pgfault",scope="container")"},
     .v2 = {just(stat("pgfault"))},
     .v1 = {just(stat("pgfault"))}},
    {.metric = {.name = "container_memory_failures_total",
                .help = {},
                .type = Type::counter,
                .group = Group::memory,
                .labels = R"(failure_type="pgfault",scope="hierarchy")"},
     .v2 = {just(stat("pgfault"))},
     .v1 = {just(stat("total_pgfault"))}},
    {.metric = {.name = "container_memory_failures_total",
                .help = {},
                .type = Type::counter,
                .group = Group::memory,
                .labels = R"(failure_type="pgmajfault",scope="container")"},
     .v2 = {just(stat("pgmajfault"))},
     .v1 = {just(stat("pgmajfault"))}},
    {.metric = {.name = "container_memory_failures_total",
                .help = {},
                .type = Type::counter,
                .group = Group::memory,
                .labels = R"(failure_type="pgmajfault",scope="hierarchy")"},
     .v2 = {just(stat("pgmajfault"))},
     .v1 = {just(stat("total_pgmajfault"))}},
};
static_assert(well_formed(rows));

}  // namespace

const Table memory{"memory", kept_rows<rows>};

}  // namespace exporter::read::tables
