// SPDX-License-Identifier: Apache-2.0
#include "read/record_labels.hpp"

#include <algorithm>

#include "base/escape.hpp"

namespace exporter::read {

std::string record_labels(model::Dimension dimension, Device record, DeviceNames& names) {
  const std::string number = std::to_string(record.minor);
  if (dimension == model::Dimension::cpu)
    return "cpu=\"cpu" + (number.size() < 2 ? "0" + number : number) + "\"";
  if (dimension == model::Dimension::node) return "node=\"" + number + "\"";
  std::string device = "device=\"" + base::escape_label(names.name(record)) + "\"";
  if (dimension == model::Dimension::device) return device;
  return device + ",major=\"" + std::to_string(record.major) + "\",minor=\"" + number + "\"";
}

std::vector<bool> hidden_devices(const std::vector<Device>& devices, const DeviceNames& names) {
  std::vector<bool> hidden;
  hidden.reserve(devices.size());
  for (const auto& device : devices) {
    const auto below = names.below(device);
    hidden.push_back(names.is_partition(device) ||
                     std::any_of(below.begin(), below.end(), [&](const Device& other) {
                       return std::find(devices.begin(), devices.end(), other) != devices.end();
                     }));
  }
  return hidden;
}

}  // namespace exporter::read
