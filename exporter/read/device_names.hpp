// SPDX-License-Identifier: Apache-2.0
// What sysfs says of a block device by its number: <sysfs>/dev/block/MAJOR:MINOR.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/host.hpp"
#include "read/formats.hpp"

namespace exporter::read {

class DeviceNames {
 public:
  explicit DeviceNames(const base::Host& host) : directory_(host.block_devices()) {}

  // "/dev/nvme0n1"; "MAJOR:MINOR" for a device that sysfs does not show (removed since, or another
  // namespace's).
  const std::string& name(Device device);

  bool is_partition(Device device) const;

  // The whole disks that a stacked device (device-mapper, md) lies on directly; empty for any other.
  std::vector<Device> below(Device device) const;

 private:
  std::string directory_of(Device device) const;

  std::string directory_;
  std::unordered_map<std::uint64_t, std::string> names_;
};

}  // namespace exporter::read
