// SPDX-License-Identifier: Apache-2.0
#include "app/mounts.hpp"

#include <string>

#include "base/file.hpp"
#include "base/log.hpp"

namespace exporter::app {

namespace {

void fall_back(std::string& directory, std::string_view otherwise, std::string_view flag,
               std::string_view loses) {
  if (base::is_directory(directory)) return;
  base::log::info(
      "a directory of the host is not mounted",
      {{"missing", directory}, {"flag", flag}, {"used_instead", otherwise}, {"without_it", loses}});
  directory = otherwise;
}

}  // namespace

base::Host existing_mounts(base::Host asked) {
  fall_back(asked.procfs, base::default_procfs, "--path.procfs",
            "network counters come from /sys or from Docker");
  fall_back(asked.sysfs, base::default_sysfs, "--path.sysfs",
            "only this container's own cgroup may be visible");
  fall_back(asked.rootfs, base::default_rootfs, "--path.rootfs",
            "machine-id and os-release are this container's, and the host's file systems are not shown");
  return asked;
}

}  // namespace exporter::app
