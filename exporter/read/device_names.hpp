// SPDX-License-Identifier: Apache-2.0
// Block device numbers to names: <sysfs>/dev/block/MAJOR:MINOR/uevent, key DEVNAME.
#pragma once

#include <string>
#include <unordered_map>

#include "base/host.hpp"
#include "read/formats.hpp"

namespace exporter::read {

class DeviceNames {
 public:
  explicit DeviceNames(const base::Host& host) : directory_(host.block_devices()) {}

  // "/dev/nvme0n1"; "MAJOR:MINOR" for a device that sysfs does not show (removed since, or another
  // namespace's).
  const std::string& name(Device device);

 private:
  std::string directory_;
  std::unordered_map<std::uint64_t, std::string> names_;
};

}  // namespace exporter::read
