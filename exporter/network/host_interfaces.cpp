// SPDX-License-Identifier: Apache-2.0
#include "network/host_interfaces.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace exporter::network {

namespace {

constexpr auto list_lifetime = std::chrono::seconds(60);

bool made_by_software(std::string_view name) {
  constexpr std::array<std::string_view, 14> prefixes{"veth",    "docker", "br-", "virbr", "cni",
                                                      "flannel", "cali",   "tun", "tap",   "ifb",
                                                      "dummy",   "tunl",   "sit", "podman"};
  return name == "lo" ||
         std::any_of(prefixes.begin(), prefixes.end(), [&](auto prefix) { return name.starts_with(prefix); });
}

}  // namespace

void HostInterfaces::list() {
  devices_.clear();
  const auto entries = base::list_directory(AT_FDCWD, directory_.c_str());
  if (!entries) return;
  std::vector<std::string> physical;
  std::vector<std::string> candidates;
  for (const auto& entry : *entries) {
    if (!entry.directory || made_by_software(entry.name)) continue;
    const std::string device = directory_ + "/" + entry.name + "/device";
    auto& list = ::access(device.c_str(), F_OK) == 0 ? physical : candidates;
    list.push_back(entry.name);
  }
  auto& chosen = physical.empty() ? candidates : physical;
  std::sort(chosen.begin(), chosen.end());
  for (const auto& name : chosen)
    devices_.emplace_back(directory_ + "/" + name, name, Device::Side::own, true);
}

const std::vector<model::Interface>& HostInterfaces::read(Clock::time_point now) {
  if (must_list_ || now - listed_ > list_lifetime) {
    list();
    listed_ = now;
    must_list_ = false;
  }
  interfaces_.clear();
  for (auto& device : devices_) {
    auto interface = device.read(buffer_);
    if (interface) {
      interfaces_.push_back(std::move(*interface));
    } else {
      must_list_ = true;
    }
  }
  return interfaces_;
}

}  // namespace exporter::network
