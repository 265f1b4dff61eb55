// SPDX-License-Identifier: Apache-2.0
#include "disk/file_systems.hpp"

#include <sys/statvfs.h>

#include <algorithm>
#include <array>

#include "base/file.hpp"

namespace exporter::disk {

namespace {

std::vector<Mount> mounts_in(const std::string& path) {
  const auto text = base::read_text(path);
  return text ? parse_mountinfo(*text) : std::vector<Mount>();
}

bool is_image(const std::string& type) {
  constexpr std::array<std::string_view, 4> images{"squashfs", "erofs", "iso9660", "udf"};
  return std::find(images.begin(), images.end(), type) != images.end();
}

// Whether `point` is `path` or a directory above it.
bool holds(const std::string& point, const std::string& path) {
  return point == "/" || path == point || path.starts_with(point + "/");
}

const Mount* mount_of(const std::vector<Mount>& mounts, const std::string& path) {
  const Mount* best = nullptr;
  for (const auto& mount : mounts) {  // of two at one point the later one covers the other
    if (holds(mount.point, path) && (best == nullptr || mount.point.size() >= best->point.size()))
      best = &mount;
  }
  return best;
}

// Only the host has kernel threads, and only who shares its mounts has the same root mount.
bool shares_mounts(const base::Host& host, const std::vector<Mount>& of_host) {
  const auto thread = base::read_text(host.process(2) + "/comm");
  if (!thread || *thread != "kthreadd") return false;
  const auto own = own_mounts();
  const Mount* here = mount_of(own, "/");
  const Mount* there = mount_of(of_host, "/");
  return here != nullptr && there != nullptr && here->id == there->id;
}

// The host's mounts and where its root is to be found; nothing where it is not.
struct HostMounts {
  std::vector<Mount> mounts;
  std::string below;
};
std::optional<HostMounts> mounts_of_host(const base::Host& host) {
  HostMounts found{mounts_in(host.process(1) + "/mountinfo"), {}};
  if (host.rootfs != base::default_rootfs) {
    found.below = host.rootfs;
  } else if (!shares_mounts(host, found.mounts)) {
    return std::nullopt;
  }
  return found;
}

bool is_hostname_of_container(const Mount& mount) {
  constexpr std::string_view end = "/hostname";
  constexpr std::string_view directory = "/containers/";
  constexpr std::size_t id_length = 64;
  if (mount.point != "/etc/hostname" || !mount.root.ends_with(end)) return false;
  const auto before = std::string_view(mount.root).substr(0, mount.root.size() - end.size());
  return before.size() > id_length && before.substr(0, before.size() - id_length).ends_with(directory);
}

}  // namespace

std::optional<Space> space_of(const FileSystem& file_system) {
  struct statvfs status {};
  if (::statvfs(file_system.path.c_str(), &status) != 0 || status.f_blocks == 0) return std::nullopt;
  const auto bytes = [&](std::uint64_t blocks) {
    return static_cast<std::int64_t>(blocks * status.f_frsize);
  };
  return Space{bytes(status.f_blocks), bytes(status.f_blocks - status.f_bfree),
               static_cast<std::int64_t>(status.f_files), static_cast<std::int64_t>(status.f_ffree)};
}

std::vector<FileSystem> on_block_devices(const std::vector<Mount>& mounts, const std::string& below) {
  std::vector<const Mount*> chosen;
  for (const auto& mount : mounts) {
    if (!mount.source.starts_with("/dev/") || is_image(mount.type)) continue;
    const auto same = std::find_if(chosen.begin(), chosen.end(),
                                   [&](const Mount* other) { return other->device == mount.device; });
    if (same == chosen.end()) {
      chosen.push_back(&mount);
    } else if (mount.point.size() < (*same)->point.size()) {
      *same = &mount;
    }
  }
  std::vector<FileSystem> found;
  found.reserve(chosen.size());
  for (const auto* mount : chosen) found.push_back({mount->source, below + mount->point});
  return found;
}

std::vector<Mount> own_mounts() { return mounts_in(base::own_process("mountinfo")); }

std::vector<FileSystem> host_file_systems(const base::Host& host) {
  const auto of_host = mounts_of_host(host);
  return of_host ? on_block_devices(of_host->mounts, of_host->below) : std::vector<FileSystem>();
}

std::optional<FileSystem> docker_file_system(const std::vector<Mount>& own, const base::Host& host,
                                             const std::string& docker_root) {
  const auto hostname = std::find_if(own.begin(), own.end(), is_hostname_of_container);
  if (hostname != own.end()) return FileSystem{hostname->source, hostname->point};
  if (docker_root.empty()) return std::nullopt;
  const auto of_host = mounts_of_host(host);
  if (!of_host) return std::nullopt;
  const Mount* mount = mount_of(of_host->mounts, docker_root);
  if (mount == nullptr) return std::nullopt;
  return FileSystem{mount->source, of_host->below + mount->point};
}

}  // namespace exporter::disk
