// SPDX-License-Identifier: Apache-2.0
// What a disk is busy with. cgroup v2 does not keep it, and v1 only with the CFQ scheduler (before Linux 5.0)
// or BFQ built for debugging; of the machine, id="/", <procfs>/diskstats has it
// (Documentation/admin-guide/iostats.rst). Milliseconds there are seconds here. v1's blkio.sectors does not
// tell reads from writes and is not used.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

using model::Dimension;
using model::Group;
using model::Type;

constexpr std::int64_t milliseconds = 1'000'000;

constexpr Source of_root(Literal field, std::int64_t multiply = 1) {
  return at_root(just(disk_stats(field), multiply));
}

constexpr Row row(Literal name, Literal help, Type type, Source root) {
  return {.metric = {.name = name,
                     .help = help,
                     .type = type,
                     .group = Group::disk_io,
                     .per = Dimension::device,
                     .decimals = root.multiply == 1 ? 0 : 9},
          .v2 = {root}};
}

// What BFQ and CFQ keep of it, under names that differ in BFQ's own alone.
constexpr Row and_v1(Row row, Literal bfq, Literal cfq, Literal operation) {
  row.v1 = {row.v2[0], just(operations(bfq, operation)), just(operations(cfq, operation))};
  return row;
}

constexpr Row rows[] = {
    and_v1(row("container_fs_reads_merged_total", "Read requests merged into others.", Type::counter,
               of_root("2")),
           "blkio.bfq.io_merged_recursive", "blkio.io_merged_recursive", "Read"),
    and_v1(row("container_fs_writes_merged_total", "Write requests merged into others.", Type::counter,
               of_root("6")),
           "blkio.bfq.io_merged_recursive", "blkio.io_merged_recursive", "Write"),
    row("container_fs_sector_reads_total", "Sectors of 512 bytes read.", Type::counter, of_root("3")),
    row("container_fs_sector_writes_total", "Sectors of 512 bytes written.", Type::counter, of_root("7")),
    and_v1(row("container_fs_read_seconds_total", "Time that reads took, summed over requests.",
               Type::counter, of_root("4", milliseconds)),
           "blkio.bfq.io_service_time_recursive", "blkio.io_service_time_recursive", "Read"),
    and_v1(row("container_fs_write_seconds_total", "Time that writes took, summed over requests.",
               Type::counter, of_root("8", milliseconds)),
           "blkio.bfq.io_service_time_recursive", "blkio.io_service_time_recursive", "Write"),
    and_v1(row("container_fs_io_current", "Requests in progress.", Type::gauge, of_root("9")),
           "blkio.bfq.io_queued_recursive", "blkio.io_queued_recursive", "Total"),
    and_v1(row("container_fs_io_time_seconds_total", "Time in which the device had requests in progress.",
               Type::counter, of_root("10", milliseconds)),
           "blkio.bfq.io_service_time_recursive", "blkio.io_service_time_recursive", "Total"),
    row("container_fs_io_time_weighted_seconds_total",
        "Time in progress, summed over the requests of each moment.", Type::counter,
        of_root("11", milliseconds)),
};
static_assert(well_formed(rows));

}  // namespace

const Table disk_time{"diskIO, times", kept_rows<rows>};

}  // namespace exporter::read::tables
