// SPDX-License-Identifier: Apache-2.0
// Block I/O per device. v2: io.stat. v1: blk-throttle counts every request whatever scheduler the disk has,
// so its files come first; BFQ's and CFQ's own files serve kernels without blk-throttle, the ones that do not
// include child cgroups serve kernels before 4.19.
// v1's recursive files sum the cgroups that there are: at the root they fall when a container is removed, so
// id="/" is the disks' own count, <procfs>/diskstats. v2's root io.stat is that already.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

using model::Dimension;
using model::Group;
using model::Type;

constexpr std::int64_t sectors = 512;

constexpr std::array<Source, 5> bytes(Literal operation, Source root) {
  return {at_root(root), just(operations("blkio.throttle.io_service_bytes_recursive", operation)),
          just(operations("blkio.throttle.io_service_bytes", operation)),
          just(operations("blkio.bfq.io_service_bytes_recursive", operation)),
          just(operations("blkio.io_service_bytes_recursive", operation))};
}

constexpr std::array<Source, 5> requests(Literal operation, Source root) {
  return {at_root(root), just(operations("blkio.throttle.io_serviced_recursive", operation)),
          just(operations("blkio.throttle.io_serviced", operation)),
          just(operations("blkio.bfq.io_serviced_recursive", operation)),
          just(operations("blkio.io_serviced_recursive", operation))};
}

constexpr Source none_at_root = {};  // diskstats does not tell them apart
constexpr Source sectors_read = just(disk_stats("3"), sectors);
constexpr Source sectors_written = just(disk_stats("7"), sectors);
constexpr Source sectors_moved = {.first = disk_stats("3"), .plus = disk_stats("7"), .multiply = sectors};

constexpr model::Metric per_device(Literal name, Literal help) {
  return {
      .name = name, .help = help, .type = Type::counter, .group = Group::disk_io, .per = Dimension::device};
}

constexpr model::Metric usage(Literal help, Literal labels) {
  return {.name = "container_blkio_device_usage_total",
          .help = help,
          .type = Type::counter,
          .group = Group::disk_io,
          .labels = labels,
          .per = Dimension::device_number};
}

constexpr Row io_cost(Literal name, Literal help, Literal key) {
  constexpr std::int64_t microseconds = 1'000;
  Row row{.metric = per_device(name, help), .v2 = {just(devices(key), microseconds)}};
  row.metric.decimals = 9;
  return row;
}

constexpr Row rows[] = {
    {.metric = per_device("container_fs_reads_bytes_total", "Bytes read from the device."),
     .v2 = {just(devices("rbytes"))},
     .v1 = bytes("Read", sectors_read)},
    {.metric = per_device("container_fs_writes_bytes_total", "Bytes written to the device."),
     .v2 = {just(devices("wbytes"))},
     .v1 = bytes("Write", sectors_written)},
    {.metric = per_device("container_fs_reads_total", "Read requests sent to the device."),
     .v2 = {just(devices("rios"))},
     .v1 = requests("Read", just(disk_stats("1")))},
    {.metric = per_device("container_fs_writes_total", "Write requests sent to the device."),
     .v2 = {just(devices("wios"))},
     .v1 = requests("Write", just(disk_stats("5")))},
    {.metric = usage("Bytes moved to and from the device, by operation as the kernel names it.",
                     R"(operation="Read")"),
     .v2 = {just(devices("rbytes"))},
     .v1 = bytes("Read", sectors_read)},
    {.metric = usage({}, R"(operation="Write")"),
     .v2 = {just(devices("wbytes"))},
     .v1 = bytes("Write", sectors_written)},
    {.metric = usage({}, R"(operation="Sync")"), .v1 = bytes("Sync", none_at_root)},
    {.metric = usage({}, R"(operation="Async")"), .v1 = bytes("Async", none_at_root)},
    {.metric = usage({}, R"(operation="Discard")"), .v1 = bytes("Discard", none_at_root)},
    {.metric = usage({}, R"(operation="Total")"), .v1 = bytes("Total", sectors_moved)},
    io_cost("container_fs_io_cost_usage_seconds_total",
            "Device time used, by the io.cost controller's reckoning.", "cost.usage"),
    io_cost("container_fs_io_cost_wait_seconds_total", "Time that I/O waited for io.cost to let it pass.",
            "cost.wait"),
    io_cost("container_fs_io_cost_indebt_seconds_total", "Time spent in debt to io.cost.", "cost.indebt"),
    io_cost("container_fs_io_cost_indelay_seconds_total", "Time delayed to pay back debt to io.cost.",
            "cost.indelay"),
};
static_assert(well_formed(rows));

}  // namespace

const Table block_io{"diskIO", kept_rows<rows>};

}  // namespace exporter::read::tables
