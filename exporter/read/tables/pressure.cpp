// SPDX-License-Identifier: Apache-2.0
// Pressure stall information: for how long tasks waited for a resource. The files are v2's; a hybrid host has
// them in its unified tree. Absent when the kernel runs with psi=0.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

constexpr Row row(Literal name, Literal help, Literal file, Literal key) {
  constexpr std::int64_t microseconds = 1'000;
  return {.metric = {.name = name,
                     .help = help,
                     .type = model::Type::counter,
                     .group = model::Group::pressure,
                     .decimals = 9},
          .v2 = {just(pressure(file, key), microseconds)}};
}

constexpr Row rows[] = {
    row("container_pressure_cpu_waiting_seconds_total", "Time in which some tasks waited for a CPU.",
        "cpu.pressure", "some"),
    row("container_pressure_cpu_stalled_seconds_total", "Time in which no task ran for want of a CPU.",
        "cpu.pressure", "full"),
    row("container_pressure_memory_waiting_seconds_total", "Time in which some tasks waited for memory.",
        "memory.pressure", "some"),
    row("container_pressure_memory_stalled_seconds_total", "Time in which no task ran for want of memory.",
        "memory.pressure", "full"),
    row("container_pressure_io_waiting_seconds_total", "Time in which some tasks waited for I/O.",
        "io.pressure", "some"),
    row("container_pressure_io_stalled_seconds_total", "Time in which no task ran for want of I/O.",
        "io.pressure", "full"),
};
static_assert(well_formed(rows));

}  // namespace

const Table pressure_stall{"pressure", kept_rows<rows>};

}  // namespace exporter::read::tables
