// SPDX-License-Identifier: Apache-2.0
// The mounts of a mount namespace: proc_pid_mountinfo(5).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace exporter::disk {

struct Mount {
  std::string id;      // the kernel's number of the mount
  std::string device;  // "254:0"
  std::string root;    // what of the file system is mounted
  std::string point;   // where, with the kernel's octal escapes undone
  std::string type;    // "ext4"
  std::string source;  // "/dev/vda1"
};

// In the order of the text; lines that are none are passed over.
std::vector<Mount> parse_mountinfo(std::string_view text);

}  // namespace exporter::disk
