// SPDX-License-Identifier: Apache-2.0
#include "read/device_names.hpp"

#include "base/file.hpp"
#include "base/scan.hpp"

namespace exporter::read {

const std::string& DeviceNames::name(Device device) {
  const std::uint64_t key = (std::uint64_t{device.major} << 32U) | device.minor;
  if (const auto known = names_.find(key); known != names_.end()) return known->second;

  const std::string number = std::to_string(device.major) + ":" + std::to_string(device.minor);
  const auto uevent = base::read_text(directory_ + "/" + number + "/uevent");
  std::string found = number;
  if (uevent) {
    std::string_view text = *uevent;
    while (!text.empty()) {
      const auto line = base::take_line(text);
      if (line.starts_with("DEVNAME=")) found = "/dev/" + std::string(line.substr(8));
    }
  }
  return names_.emplace(key, std::move(found)).first->second;
}

}  // namespace exporter::read
