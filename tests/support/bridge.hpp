// SPDX-License-Identifier: Apache-2.0
// A bridge in a made-up sysfs, its forwarding table in the kernel's binary form.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "support/temp_tree.hpp"

namespace support {

inline std::string forwarding_record(std::array<std::uint8_t, 6> mac, std::uint16_t port, bool local) {
  std::string record(16, '\0');
  for (std::size_t i = 0; i < mac.size(); ++i) record[i] = static_cast<char>(mac[i]);
  record[6] = static_cast<char>(port & 0xffU);
  record[7] = local ? 1 : 0;
  record[12] = static_cast<char>(port >> 8U);
  return record;
}

inline void make_device(TempTree& tree, const std::string& name, int iflink, std::int64_t first_counter) {
  const std::string path = "sys/class/net/" + name;
  tree.write(path + "/iflink", std::to_string(iflink) + "\n");
  for (const auto* file : {"rx_bytes", "rx_packets", "rx_errors", "rx_dropped", "tx_bytes", "tx_packets",
                           "tx_errors", "tx_dropped"}) {
    tree.write(path + "/statistics/" + file, std::to_string(first_counter++) + "\n");
  }
}

inline void make_bridge(TempTree& tree, const std::string& name,
                        const std::vector<std::pair<std::string, int>>& ports, const std::string& table) {
  const std::string path = "sys/class/net/" + name;
  tree.write(path + "/brforward", table);
  constexpr const char* digits = "0123456789abcdef";
  for (const auto& [interface, number] : ports) {
    tree.write(path + "/brif/" + interface + "/port_no", std::string("0x") + digits[number] + "\n");
  }
}

}  // namespace support
