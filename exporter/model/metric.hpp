// SPDX-License-Identifier: Apache-2.0
// What the page says of a metric: its name, its words, and how its series are told apart.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/group.hpp"

namespace exporter::model {

enum class Type : std::uint8_t { counter, gauge };

// What a subject has several of. Each is a sheet of its own: records (one per device) x columns (one per
// metric).
enum class Dimension : std::uint8_t {
  none,           // one series per subject
  device,         // device="/dev/vda"
  device_number,  // device="/dev/vda",major="254",minor="0"
  interface,      // interface="eth0"
  cpu,            // cpu="cpu00"
  node,           // node="0", a NUMA node
  file_system,    // device="/dev/vda1"
  // of the machine, named as cAdvisor names them
  machine_node,  // node_id="0"
  huge_pages,    // node_id="0",page_size="2048", kB
  distance,      // node_id="0",target_node_id="1"
  cache,         // node_id="0",core_id="0",type="Data",level="1"
  thread,        // node_id="0",core_id="0",thread_id="0"
  dimm,          // type="Registered-DDR4"
};
inline constexpr std::size_t dimensions = 13;

constexpr std::string_view label_names(Dimension dimension) {
  constexpr std::array<std::string_view, dimensions> names{"",
                                                           "device",
                                                           "device,major,minor",
                                                           "interface",
                                                           "cpu",
                                                           "node",
                                                           "device",
                                                           "node_id",
                                                           "node_id,page_size",
                                                           "node_id,target_node_id",
                                                           "node_id,core_id,type,level",
                                                           "node_id,core_id,thread_id",
                                                           "type"};
  return names[static_cast<std::size_t>(dimension)];
}

struct Metric {
  std::string_view name;
  std::string_view help;  // rows of one family stand together; only the first needs help
  Type type = Type::gauge;
  Group group = Group::always;
  std::string_view labels = {};  // constant, as on the page: cpu="total"
  Dimension per = Dimension::none;
  // Values are integers in 10^-decimals of the unit: CPU seconds are kept as nanoseconds with 9 decimals, so
  // that what the kernel counted reaches the page exactly.
  int decimals = 0;
  bool all_labels = false;  // also those labels of the subject that other metrics are without
};

}  // namespace exporter::model
