// SPDX-License-Identifier: Apache-2.0
// Memory by NUMA node. v1 memory.numa_stat counts pages, shared memory as anon. v2's counts bytes, shared
// memory as file, and only with child cgroups: another metric under this name, so there are no series.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

constexpr Row pages(Literal help, Literal labels, Literal key) {
  return {.metric = {.name = "container_memory_numa_pages",
                     .help = help,
                     .group = model::Group::memory_numa,
                     .labels = labels,
                     .per = model::Dimension::node},
          .v1 = {just({Place::memory, Format::nodes, "memory.numa_stat", key})}};
}

constexpr Row rows[] = {
    pages("Pages of memory on a NUMA node. scope=hierarchy includes child cgroups.",
          R"(type="file",scope="container")", "file"),
    pages({}, R"(type="anon",scope="container")", "anon"),
    pages({}, R"(type="unevictable",scope="container")", "unevictable"),
    pages({}, R"(type="file",scope="hierarchy")", "hierarchical_file"),
    pages({}, R"(type="anon",scope="hierarchy")", "hierarchical_anon"),
    pages({}, R"(type="unevictable",scope="hierarchy")", "hierarchical_unevictable"),
};
static_assert(well_formed(rows));

}  // namespace

const Table memory_numa{"memory_numa", kept_rows<rows>};

}  // namespace exporter::read::tables
