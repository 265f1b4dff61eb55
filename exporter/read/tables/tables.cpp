// SPDX-License-Identifier: Apache-2.0
#include "read/tables/tables.hpp"

#include <array>

namespace exporter::read {

std::span<const Table> container_tables() {
  static const std::array list{
      tables::cpu,          tables::cpuset,       tables::memory,         tables::memory_activity,
      tables::memory_numa,  tables::hugetlb,      tables::pressure_stall, tables::block_io,
      tables::disk_time,    tables::file_systems, tables::network,        tables::sockets_of_network,
      tables::advanced_tcp, tables::tasks,        tables::threads,        tables::lifetime,
      tables::spec};
  return list;
}

std::span<const Table> machine_tables() {
  static const std::array list{tables::machine, tables::machine_topology};
  return list;
}

}  // namespace exporter::read
