// SPDX-License-Identifier: Apache-2.0
// The pids controller counts threads (cgroup-v2.rst, "PID"). The root cgroup has no such files.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

constexpr Row rows[] = {
    {.metric = {.name = "container_threads",
                .help = "Threads in the container.",
                .group = model::Group::process},
     .v2 = {just(number(Place::pids, "pids.current"))},
     .v1 = {just(number(Place::pids, "pids.current"))}},
    {.metric = {.name = "container_threads_max",
                .help = "How many threads the container may have; 0 when there is no limit.",
                .group = model::Group::process},
     .v2 = {just(limit(number(Place::pids, "pids.max")))},
     .v1 = {just(limit(number(Place::pids, "pids.max")))},
     .unlimited = Unlimited::zero},
};
static_assert(well_formed(rows));

}  // namespace

const Table threads{"threads", kept_rows<rows>};

}  // namespace exporter::read::tables
