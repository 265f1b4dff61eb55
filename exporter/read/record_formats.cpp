// SPDX-License-Identifier: Apache-2.0
// formats' other half: files that hold a record for each device, CPU or NUMA node.
#include <algorithm>
#include <array>

#include "base/scan.hpp"
#include "read/formats.hpp"

namespace exporter::read {

using base::Errc;

namespace {

bool parse_unsigned(std::string_view word, std::uint32_t& out) {
  const auto number = base::parse_number(word);
  if (!number || *number < 0 || *number > 0xffffffffLL) return false;
  out = static_cast<std::uint32_t>(*number);
  return true;
}

Errc store(const std::vector<Wanted>& wanted, std::string_view key, std::string_view word, Device device,
           DeviceCells& out) {
  const auto match =
      std::find_if(wanted.begin(), wanted.end(), [&](const Wanted& w) { return w.key == key; });
  if (match == wanted.end()) return Errc::none;
  const Raw raw = raw_of(word);
  out.cells[out.record(device) * out.columns + match->slot] = raw;
  return raw.outcome == Errc::malformed ? Errc::malformed : Errc::none;
}

// The fields after a device's name that the kernel has had since 2.6; later ones are passed over.
constexpr std::array<std::string_view, 11> fields{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"};
constexpr std::size_t reads_field = 0;
constexpr std::size_t writes_field = 4;

}  // namespace

bool parse_device(std::string_view word, Device& device) {
  const auto colon = word.find(':');
  return colon != std::string_view::npos && parse_unsigned(word.substr(0, colon), device.major) &&
         parse_unsigned(word.substr(colon + 1), device.minor);
}

void DeviceCells::clear() {
  devices.clear();
  cells.clear();
}

std::size_t DeviceCells::record(Device device) {
  for (std::size_t i = 0; i < devices.size(); ++i) {
    if (devices[i] == device) return i;
  }
  devices.push_back(device);
  cells.resize(devices.size() * columns);
  return devices.size() - 1;
}

// "254:0 rbytes=1 wbytes=2 ...". A device with nothing after it is legal: seen in the root's io.stat.
Errc parse_devices(std::string_view text, const std::vector<Wanted>& wanted, DeviceCells& out) {
  Errc worst = Errc::none;
  while (!text.empty()) {
    auto line = base::take_line(text);
    const auto first = base::take_word(line);
    Device device;
    if (!parse_device(first, device)) {
      if (!first.empty()) worst = Errc::malformed;
      continue;
    }
    for (auto word = base::take_word(line); !word.empty(); word = base::take_word(line)) {
      const auto equals = word.find('=');
      const auto value = equals == std::string_view::npos ? std::string_view{} : word.substr(equals + 1);
      if (store(wanted, word.substr(0, equals), value, device, out) != Errc::none) worst = Errc::malformed;
    }
  }
  return worst;
}

// "254:0 Read 1" lines, then "Total 1" without a device.
Errc parse_operations(std::string_view text, const std::vector<Wanted>& wanted, DeviceCells& out) {
  Errc worst = Errc::none;
  while (!text.empty()) {
    auto line = base::take_line(text);
    const auto first = base::take_word(line);
    if (first.empty() || first == "Total") continue;
    Device device;
    if (!parse_device(first, device)) {
      worst = Errc::malformed;
      continue;
    }
    const auto operation = base::take_word(line);
    if (store(wanted, operation, base::take_word(line), device, out) != Errc::none) worst = Errc::malformed;
  }
  return worst;
}

// "   8       0 sda 1 2 3 ..."
Errc parse_disk_stats(std::string_view text, const std::vector<Wanted>& wanted, DeviceCells& out) {
  Errc worst = Errc::none;
  while (!text.empty()) {
    auto line = base::take_line(text);
    const auto major = base::take_word(line);
    if (major.empty()) continue;
    Device device;
    if (!parse_unsigned(major, device.major) || !parse_unsigned(base::take_word(line), device.minor)) {
      worst = Errc::malformed;
      continue;
    }
    base::take_word(line);  // the name
    std::array<std::string_view, fields.size()> words;
    for (auto& word : words) word = base::take_word(line);
    if (words[reads_field] == "0" && words[writes_field] == "0") continue;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (store(wanted, fields[i], words[i], device, out) != Errc::none) worst = Errc::malformed;
    }
  }
  return worst;
}

Errc parse_cpus(std::string_view text, const std::vector<Wanted>& wanted, DeviceCells& out) {
  Errc worst = Errc::none;
  auto line = base::take_line(text);
  std::uint32_t cpu = 0;
  for (auto word = base::take_word(line); !word.empty(); word = base::take_word(line)) {
    if (store(wanted, {}, word, {0, cpu++}, out) != Errc::none) worst = Errc::malformed;
  }
  return worst;
}

// "file=123 N0=100 N1=23" (v1) and "file N0=100 N1=23" (v2).
Errc parse_nodes(std::string_view text, const std::vector<Wanted>& wanted, DeviceCells& out) {
  Errc worst = Errc::none;
  while (!text.empty()) {
    auto line = base::take_line(text);
    const auto first = base::take_word(line);
    const auto key = first.substr(0, first.find('='));
    for (auto word = base::take_word(line); !word.empty(); word = base::take_word(line)) {
      const auto equals = word.find('=');
      Device node;
      const bool legal = word.front() == 'N' && equals != std::string_view::npos &&
                         parse_unsigned(word.substr(1, equals - 1), node.minor);
      if (!legal || store(wanted, key, word.substr(equals + 1), node, out) != Errc::none)
        worst = Errc::malformed;
    }
  }
  return worst;
}

}  // namespace exporter::read
