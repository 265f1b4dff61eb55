// SPDX-License-Identifier: Apache-2.0
// Disk space: disk/disk_worker finds it out beside the scrapes. Of a container it is the writable layer.
// Docker does not count inodes, so they are the host's file systems' alone.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

constexpr Row row(Literal name, Literal help, Literal from, std::uint8_t index) {
  return {.metric = {.name = name,
                     .help = help,
                     .group = model::Group::disk,
                     .per = model::Dimension::file_system},
          .v2 = {just(supplied(from, index))}};
}

constexpr Row rows[] = {
    row("container_fs_usage_bytes", "Disk space used: by the container's writable layer; by all, of id=/.",
        "Docker `SizeRw`; `/`: `statfs`", 0),
    row("container_fs_limit_bytes", "Capacity of the file system.", "`statfs`", 1),
    row("container_fs_inodes_total", "Inodes of the file system, used and free.", "`/`: `statfs`", 2),
    row("container_fs_inodes_free", "Inodes that are free.", "`/`: `statfs`", 3),
};
static_assert(well_formed(rows));

}  // namespace

const Table file_systems{"disk", kept_rows<rows>};

}  // namespace exporter::read::tables
