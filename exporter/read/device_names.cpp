// SPDX-License-Identifier: Apache-2.0
#include "read/device_names.hpp"

#include <fcntl.h>

#include "base/file.hpp"
#include "base/scan.hpp"

namespace exporter::read {

namespace {

// The value of a uevent line; empty where there is none.
std::string_view property(std::string_view text, std::string_view key) {
  while (!text.empty()) {
    const auto line = base::take_line(text);
    if (line.size() > key.size() && line.starts_with(key) && line[key.size()] == '=')
      return line.substr(key.size() + 1);
  }
  return {};
}

}  // namespace

std::string DeviceNames::directory_of(Device device) const {
  return directory_ + "/" + std::to_string(device.major) + ":" + std::to_string(device.minor);
}

const std::string& DeviceNames::name(Device device) {
  const std::uint64_t key = (std::uint64_t{device.major} << 32U) | device.minor;
  if (const auto known = names_.find(key); known != names_.end()) return known->second;
  const auto uevent = base::read_text(directory_of(device) + "/uevent");
  const auto name = uevent ? property(*uevent, "DEVNAME") : std::string_view{};
  std::string found = std::to_string(device.major) + ":" + std::to_string(device.minor);
  if (!name.empty()) found = "/dev/" + std::string(name);
  return names_.emplace(key, std::move(found)).first->second;
}

bool DeviceNames::is_partition(Device device) const {
  const auto uevent = base::read_text(directory_of(device) + "/uevent");
  return uevent && property(*uevent, "DEVTYPE") == "partition";
}

std::vector<Device> DeviceNames::below(Device device) const {
  const std::string slaves = directory_of(device) + "/slaves";
  const auto entries = base::list_directory(AT_FDCWD, slaves.c_str());
  std::vector<Device> found;
  if (!entries) return found;
  for (const auto& entry : *entries) {
    const std::string slave = slaves + "/" + entry.name;
    // A partition's directory stands in its disk's.
    const bool partition = static_cast<bool>(base::read_text(slave + "/partition"));
    const auto number = base::read_text(slave + (partition ? "/../dev" : "/dev"));
    Device disk;
    if (number && parse_device(*number, disk)) found.push_back(disk);
  }
  return found;
}

}  // namespace exporter::read
