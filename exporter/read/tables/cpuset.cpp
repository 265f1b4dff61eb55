// SPDX-License-Identifier: Apache-2.0
// cpuset. cgroup v2 always moves memory with its tasks (cgroup-v2.rst, "cpuset.mems") and has no switch for
// it.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

constexpr Row rows[] = {
    {.metric = {.name = "container_memory_migrate",
                .help = "Whether memory moves along when the container's NUMA nodes are changed: 1 or 0.",
                .group = model::Group::cpuset},
     .v1 = {just(number(Place::cpuset, "cpuset.memory_migrate"))}},
};
static_assert(well_formed(rows));

}  // namespace

const Table cpuset{"cpuset", kept_rows<rows>};

}  // namespace exporter::read::tables
