// SPDX-License-Identifier: Apache-2.0
// Which host interface leads to a container's MAC address, from the host's sysfs alone: the bridge's
// forwarding table (<sysfs>/class/net/<bridge>/brforward) and the port numbers of its members
// (brif/*/port_no). The table learns from traffic and forgets after 300 s of silence: a miss now is no miss
// for ever.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/host.hpp"

namespace exporter::network {

using Mac = std::array<std::uint8_t, 6>;

// "02:42:ac:11:00:02"; none when it is not of that form, or all zero.
std::optional<Mac> parse_mac(std::string_view text);

struct ForwardingEntry {
  Mac mac{};
  std::uint16_t port = 0;
  bool local = false;  // the bridge's own port addresses
};

// struct __fdb_entry of linux/if_bridge.h, 16 bytes each; a torn last record is left out.
std::vector<ForwardingEntry> parse_forwarding(std::string_view records);

// The bridges of the host as of the last refresh().
class Bridges {
 public:
  explicit Bridges(const base::Host& host) : directory_(host.network_classes()) {}

  void refresh();

  // The directory of the host interface behind which `mac` was seen; `bridge` ("docker0") is looked at first.
  // Empty when no table has it.
  std::string find(const Mac& mac, const std::string& bridge) const;

 private:
  struct Port {
    std::string interface;
    std::uint16_t number = 0;
  };
  struct Bridge {
    std::string name;
    std::vector<ForwardingEntry> table;
    std::vector<Port> ports;
  };
  static std::string port_of(const Bridge& bridge, const Mac& mac);

  std::string directory_;
  std::vector<Bridge> bridges_;
};

}  // namespace exporter::network
