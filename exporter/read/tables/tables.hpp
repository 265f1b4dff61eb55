// SPDX-License-Identifier: Apache-2.0
// The list of tables, in page order. A new controller is a file of rows and a line here.
#pragma once

#include <span>

#include "read/row.hpp"

namespace exporter::read {

std::span<const Table> container_tables();  // containers and the root cgroup
std::span<const Table> machine_tables();

namespace tables {
extern const Table cpu;
extern const Table memory;
extern const Table memory_activity;
extern const Table pressure_stall;
extern const Table block_io;
extern const Table network;
extern const Table cpuset;
extern const Table disk_time;
extern const Table file_systems;
extern const Table hugetlb;
extern const Table memory_numa;
extern const Table advanced_tcp;
extern const Table sockets_of_network;
extern const Table tasks;
extern const Table threads;
extern const Table machine_topology;
extern const Table lifetime;
extern const Table spec;
extern const Table machine;
}  // namespace tables

}  // namespace exporter::read
