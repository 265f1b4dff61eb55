// SPDX-License-Identifier: Apache-2.0
#include "base/host.hpp"

#include <array>
#include <charconv>

namespace exporter::base {

namespace {

std::string join(const std::string& root, std::string_view below) {
  const bool slash = !root.empty() && root.back() == '/';
  return root + (slash ? "" : "/") + std::string(below);
}

}  // namespace

std::string Host::cgroup() const { return join(sysfs, "fs/cgroup"); }
std::string Host::network_classes() const { return join(sysfs, "class/net"); }
std::string Host::block_devices() const { return join(sysfs, "dev/block"); }
std::string Host::cpus() const { return join(sysfs, "devices/system/cpu"); }
std::string Host::nodes() const { return join(sysfs, "devices/system/node"); }
std::string Host::memory_controllers() const { return join(sysfs, "devices/system/edac/mc"); }
std::string Host::online_cpus() const { return join(sysfs, "devices/system/cpu/online"); }
std::string Host::product_uuid() const { return join(sysfs, "class/dmi/id/product_uuid"); }
std::string Host::process(long pid) const { return join(procfs, std::to_string(pid)); }

const char* Host::process_file(long pid, std::string_view file, std::string& path) const {
  std::array<char, 24> number{};
  const auto end = std::to_chars(number.begin(), number.end(), pid).ptr;
  path.assign(procfs).append("/").append(number.begin(), end).append("/").append(file);
  return path.c_str();
}

std::string Host::meminfo() const { return join(procfs, "meminfo"); }
std::string Host::boot_id() const { return join(procfs, "sys/kernel/random/boot_id"); }
std::string Host::machine_id() const { return join(rootfs, "etc/machine-id"); }
std::string Host::os_release() const { return join(rootfs, "etc/os-release"); }

std::string own_process(std::string_view file) { return "/proc/self/" + std::string(file); }

}  // namespace exporter::base
