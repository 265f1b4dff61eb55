// SPDX-License-Identifier: Apache-2.0
// The file systems of the host, and which of them Docker keeps its containers on. All of it by mountinfo and
// statfs(2), for a background thread alone: a file system that hangs hangs who asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/host.hpp"
#include "disk/mounts.hpp"

namespace exporter::disk {

struct FileSystem {
  std::string device;  // as mountinfo has it: "/dev/vda1"
  std::string path;    // of a file or directory on it, as this process sees it
};

// Bytes and inodes.
struct Space {
  std::int64_t capacity = 0;
  std::int64_t used = 0;
  std::int64_t inodes = 0;
  std::int64_t inodes_free = 0;
};

// Nothing where the kernel does not say.
std::optional<Space> space_of(const FileSystem& file_system);

// What is mounted from a block device, each device once, where its mount point is shortest; without read-only
// images (squashfs and the like), which are always full.
std::vector<FileSystem> on_block_devices(const std::vector<Mount>& mounts, const std::string& below);

// What this process sees mounted.
std::vector<Mount> own_mounts();

// Those of the host: where --path.rootfs names its root, or this process shares its mounts. Else none.
std::vector<FileSystem> host_file_systems(const base::Host& host);

// The one that `docker_root` (/info DockerRootDir) is on. A container need not mount anything for that:
// Docker puts its /etc/hostname there from its own directory, which `own`, the process's mounts, tell.
// Nothing where it cannot be told.
std::optional<FileSystem> docker_file_system(const std::vector<Mount>& own, const base::Host& host,
                                             const std::string& docker_root);

}  // namespace exporter::disk
