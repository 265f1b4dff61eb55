// SPDX-License-Identifier: Apache-2.0
// The counters of one network interface as seen from inside its owner.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace exporter::model {

// Packets and bytes since the interface was made. receive = arrived at the container.
enum class InterfaceCounter : std::uint8_t {
  receive_bytes,
  receive_packets,
  receive_errors,
  receive_dropped,
  transmit_bytes,
  transmit_packets,
  transmit_errors,
  transmit_dropped,
};
inline constexpr std::size_t interface_counters = 8;

struct Interface {
  std::string name;
  std::array<std::int64_t, interface_counters> counters{};

  std::int64_t& operator[](InterfaceCounter counter) { return counters[static_cast<std::size_t>(counter)]; }
  std::int64_t operator[](InterfaceCounter counter) const {
    return counters[static_cast<std::size_t>(counter)];
  }
};

}  // namespace exporter::model
