// SPDX-License-Identifier: Apache-2.0
// The machine. /proc/meminfo is the host's in every container (unless lxcfs covers it).
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

constexpr std::int64_t kibibytes = 1024;

constexpr Row rows[] = {
    {.metric = {.name = "machine_cpu_cores", .help = "Logical CPUs that are online."},
     .v2 = {just({Place::sysfs, Format::cpu_list, "devices/system/cpu/online"})}},
    {.metric = {.name = "machine_memory_bytes", .help = "Memory that the machine has."},
     .v2 = {just(flat(Place::procfs, "meminfo", "MemTotal"), kibibytes)}},
    {.metric = {.name = "machine_swap_bytes", .help = "Swap space that the machine has."},
     .v2 = {just(flat(Place::procfs, "meminfo", "SwapTotal"), kibibytes)}},
};
static_assert(well_formed(rows));

}  // namespace

const Table machine{"machine", kept_rows<rows>};

}  // namespace exporter::read::tables
