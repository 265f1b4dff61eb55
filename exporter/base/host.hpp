// SPDX-License-Identifier: Apache-2.0
// Where the host is mounted. The only place that spells /proc, /sys and the Docker socket; the flags
// --path.procfs, --path.sysfs and --path.rootfs shift them, for tests and for containers alike.
#pragma once

#include <string>
#include <string_view>

namespace exporter::base {

inline constexpr std::string_view default_procfs = "/proc";
inline constexpr std::string_view default_sysfs = "/sys";
inline constexpr std::string_view default_rootfs = "/";
inline constexpr std::string_view default_docker_host = "unix:///var/run/docker.sock";

struct Host {
  std::string procfs{default_procfs};  // the host's procfs: a container's own procfs shows other processes
  std::string sysfs{default_sysfs};    // shows the network interfaces of the namespace that mounted it
  std::string rootfs{default_rootfs};  // for /etc/machine-id and the like

  bool operator==(const Host&) const = default;

  std::string cgroup() const;              // sysfs/fs/cgroup
  std::string network_classes() const;     // sysfs/class/net
  std::string block_devices() const;       // sysfs/dev/block, directories named MAJOR:MINOR
  std::string cpus() const;                // sysfs/devices/system/cpu, directories named cpuN
  std::string nodes() const;               // sysfs/devices/system/node, directories named nodeN
  std::string memory_controllers() const;  // sysfs/devices/system/edac/mc, directories named mcN
  std::string online_cpus() const;         // sysfs/devices/system/cpu/online
  std::string product_uuid() const;        // sysfs/class/dmi/id/product_uuid, readable by root only
  std::string process(long pid) const;     // procfs/PID
  // The same and /file, in a string whose memory is used again.
  const char* process_file(long pid, std::string_view file, std::string& path) const;
  std::string meminfo() const;     // procfs/meminfo: the host's in every container
  std::string boot_id() const;     // procfs/sys/kernel/random/boot_id
  std::string machine_id() const;  // rootfs/etc/machine-id
  std::string os_release() const;  // rootfs/etc/os-release
};

// This process's own directory in its own procfs, whatever the flags say.
std::string own_process(std::string_view file);

}  // namespace exporter::base
