// SPDX-License-Identifier: Apache-2.0
// What the machine is made of, from sysfs: read/topology finds it.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

using model::Dimension;
using model::Group;

constexpr Row row(Literal name, Literal help, Literal from, std::uint8_t index,
                  Dimension per = Dimension::none, Group group = Group::always) {
  return {.metric = {.name = name, .help = help, .group = group, .per = per},
          .v2 = {just(supplied(from, index))}};
}

constexpr Row rows[] = {
    row("machine_cpu_physical_cores", "Cores, those of every socket counted.",
        "`sys/devices/system/cpu/cpu*/topology`: package and core ids", 0),
    row("machine_cpu_sockets", "CPU sockets.", "`sys/devices/system/cpu/cpu*/topology`: package ids", 1),
    row("machine_cpu_books", "CPU books (s390x; 0 elsewhere).",
        "`sys/devices/system/cpu/cpu*/topology/book_id`", 2),
    row("machine_cpu_drawers", "CPU drawers (s390x; 0 elsewhere).",
        "`sys/devices/system/cpu/cpu*/topology/drawer_id`", 3),
    row("machine_dimm_count", "Memory modules, where a memory controller reports them (EDAC).",
        "`sys/devices/system/edac/mc`", 0, Dimension::dimm),
    row("machine_dimm_capacity_bytes", "Capacity of the memory modules.", "`sys/devices/system/edac/mc`", 1,
        Dimension::dimm),
    row("machine_cpu_cache_capacity_bytes", "CPU caches. core_id is empty for a cache that cores share.",
        "`sys/devices/system/cpu/cpu*/cache`", 0, Dimension::cache, Group::cpu_topology),
    row("machine_thread_siblings_count", "Threads of the core that a thread belongs to.",
        "`sys/devices/system/cpu/cpu*/topology`", 0, Dimension::thread, Group::cpu_topology),
    row("machine_node_memory_capacity_bytes", "Memory of a NUMA node.",
        "`sys/devices/system/node/node*/meminfo`", 0, Dimension::machine_node, Group::cpu_topology),
    row("machine_node_hugepages_count", "Huge pages set aside on a NUMA node.",
        "`sys/devices/system/node/node*/hugepages`", 0, Dimension::huge_pages, Group::cpu_topology),
    row("machine_node_distance", "Distance between two NUMA nodes; 10 is to itself.",
        "`sys/devices/system/node/node*/distance`", 0, Dimension::distance, Group::cpu_topology),
};
static_assert(well_formed(rows));

}  // namespace

const Table machine_topology{"machine, topology", kept_rows<rows>};

}  // namespace exporter::read::tables
