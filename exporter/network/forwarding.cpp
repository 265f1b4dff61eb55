// SPDX-License-Identifier: Apache-2.0
#include "network/forwarding.hpp"

#include <fcntl.h>

#include <algorithm>
#include <charconv>

#include "base/file.hpp"

namespace exporter::network {

namespace {

std::uint8_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<std::uint8_t>(text[index]);
}

// sysfs writes it as "0x1".
std::optional<std::uint16_t> parse_port(std::string_view text) {
  if (!text.starts_with("0x")) return std::nullopt;
  text.remove_prefix(2);
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::optional<Mac> parse_mac(std::string_view text) {
  constexpr std::size_t length = 17;
  if (text.size() != length) return std::nullopt;
  Mac mac{};
  for (std::size_t i = 0; i < mac.size(); ++i) {
    const char* digits = text.data() + i * 3;
    const auto [end, error] = std::from_chars(digits, digits + 2, mac[i], 16);
    if (error != std::errc{} || end != digits + 2) return std::nullopt;
    if (i + 1 < mac.size() && *end != ':') return std::nullopt;
  }
  if (mac == Mac{}) return std::nullopt;
  return mac;
}

std::vector<ForwardingEntry> parse_forwarding(std::string_view records) {
  constexpr std::size_t size = 16;
  constexpr std::size_t port_low = 6;
  constexpr std::size_t is_local = 7;
  constexpr std::size_t port_high = 12;
  std::vector<ForwardingEntry> table;
  for (; records.size() >= size; records.remove_prefix(size)) {
    ForwardingEntry entry;
    for (std::size_t i = 0; i < entry.mac.size(); ++i) entry.mac[i] = byte_at(records, i);
    entry.port = static_cast<std::uint16_t>(byte_at(records, port_low) | byte_at(records, port_high) << 8U);
    entry.local = byte_at(records, is_local) != 0;
    table.push_back(entry);
  }
  return table;
}

void Bridges::refresh() {
  bridges_.clear();
  const auto interfaces = base::list_directory(AT_FDCWD, directory_.c_str());
  if (!interfaces) return;
  base::Buffer buffer;
  for (const auto& interface : *interfaces) {
    const std::string path = directory_ + "/" + interface.name;
    const auto records = base::read_file(AT_FDCWD, (path + "/brforward").c_str(), buffer);
    if (!records) continue;  // not a bridge
    Bridge bridge{interface.name, parse_forwarding(*records), {}};
    const auto members = base::list_directory(AT_FDCWD, (path + "/brif").c_str());
    if (!members) continue;
    for (const auto& member : *members) {
      const auto text = base::read_text(path + "/brif/" + member.name + "/port_no");
      const auto number = text ? parse_port(*text) : std::nullopt;
      if (number) bridge.ports.push_back({member.name, *number});
    }
    bridges_.push_back(std::move(bridge));
  }
}

std::string Bridges::port_of(const Bridge& bridge, const Mac& mac) {
  for (const auto& entry : bridge.table) {
    if (entry.local || entry.mac != mac) continue;
    for (const auto& port : bridge.ports) {
      if (port.number == entry.port) return port.interface;
    }
  }
  return {};
}

std::string Bridges::find(const Mac& mac, const std::string& bridge) const {
  std::string elsewhere;
  for (const auto& candidate : bridges_) {
    const std::string interface = port_of(candidate, mac);
    if (interface.empty()) continue;
    if (candidate.name == bridge) return directory_ + "/" + interface;
    elsewhere = directory_ + "/" + interface;
  }
  return elsewhere;
}

}  // namespace exporter::network
