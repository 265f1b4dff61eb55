// SPDX-License-Identifier: Apache-2.0
#include "network/device.hpp"

#include <fcntl.h>

#include <string_view>

#include "base/scan.hpp"

namespace exporter::network {

namespace {

// In the order of model::InterfaceCounter.
constexpr std::array<std::string_view, model::interface_counters> files{
    "rx_bytes", "rx_packets", "rx_errors", "rx_dropped", "tx_bytes", "tx_packets", "tx_errors", "tx_dropped"};

}  // namespace

Device::Device(std::string directory, std::string shown_as, Side side, bool keep_open)
    : directory_(std::move(directory)), shown_as_(std::move(shown_as)), side_(side), keep_open_(keep_open) {}

base::Result<model::Interface> Device::read(base::Buffer& buffer) {
  model::Interface interface {
    shown_as_, {}
  };
  constexpr std::size_t half = model::interface_counters / 2;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto number = read_counter(i, buffer);
    if (!number) return number.error();
    interface.counters[side_ == Side::own ? i : (i + half) % files.size()] = *number;
  }
  return interface;
}

base::Result<std::int64_t> Device::read_counter(std::size_t counter, base::Buffer& buffer) {
  base::Fd& file = files_[counter];
  if (!file) {
    const std::string path = directory_ + "/statistics/" + std::string(files[counter]);
    auto opened = base::open_file(AT_FDCWD, path.c_str());
    if (!opened) return opened.error();
    file = std::move(*opened);
  }
  const auto text = base::read_all(file.get(), buffer);
  if (!keep_open_) file.reset();
  if (!text) return text.error();
  return base::parse_number(base::trim(*text));
}

}  // namespace exporter::network
