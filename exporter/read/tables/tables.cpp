// SPDX-License-Identifier: Apache-2.0
#include "read/tables/tables.hpp"

#include <array>

namespace exporter::read {

std::span<const Table> container_tables() {
  static const std::array list{
      tables::cpu,      tables::memory,  tables::memory_activity, tables::pressure_stall,
      tables::block_io, tables::network, tables::lifetime,        tables::spec};
  return list;
}

std::span<const Table> machine_tables() {
  static const std::array list{tables::machine};
  return list;
}

}  // namespace exporter::read
