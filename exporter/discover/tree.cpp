// SPDX-License-Identifier: Apache-2.0
#include "discover/tree.hpp"

#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/file.hpp"
#include "discover/cgroup_name.hpp"

namespace exporter::discover {

using base::Errc;

namespace {

// systemd nests slices on every dash of a name; nothing real comes near this.
constexpr std::size_t deepest = 32;

// podman's cgroupfs driver keeps a pod at /libpod_parent/<64 hex>: a directory of containers, not one.
bool holds_pods(const std::string& path) { return path.ends_with("/libpod_parent"); }

bool is_mount_unit(std::string_view name) { return name.ends_with(".mount"); }

std::size_t depth_of(const std::string& path) {
  return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
}

}  // namespace

Tree::Tree(std::string root, bool others) : root_(std::move(root)), with_others_(others) {}

base::Result<const std::vector<model::Found>*> Tree::scan() {
  if (root_.empty()) return Errc::absent;
  const bool must_walk = !walked_ || !watching_ || changed();
  if (!must_walk) return &found_;

  // A fresh instance forgets watches of directories that are gone; watches are set before a directory is
  // read, so nothing that comes meanwhile is missed.
  inotify_ = base::Fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  watching_ = static_cast<bool>(inotify_);
  found_.clear();
  others_.clear();
  ++walks_;
  const Errc outcome = walk("", 0);
  walked_ = outcome == Errc::none;
  keep_shallowest();
  std::sort(others_.begin(), others_.end());
  if (!walked_) return outcome;
  return &found_;
}

bool Tree::changed() {
  alignas(inotify_event) std::array<char, 4096> events;
  // Any event means a walk, an overflow too; what it was does not matter. The walk makes a new instance, so
  // the rest of the queue need not be read.
  return ::read(inotify_.get(), events.data(), events.size()) > 0;
}

void Tree::watch(const std::string& path) {
  constexpr std::uint32_t mask = IN_CREATE | IN_DELETE | IN_MOVE | IN_DELETE_SELF | IN_ONLYDIR;
  if (watching_ && ::inotify_add_watch(inotify_.get(), (root_ + path).c_str(), mask) < 0 && errno != ENOENT) {
    watching_ = false;
  }
}

Errc Tree::walk(const std::string& path, std::size_t depth) {
  watch(path);
  const auto entries = base::list_directory(AT_FDCWD, (root_ + path).c_str());
  if (!entries) return entries.error();
  for (const auto& entry : *entries) {
    if (!entry.directory || is_mount_unit(entry.name)) continue;
    const auto id = container_id(entry.name);
    const std::string below = path + "/" + entry.name;
    const bool container = !id.empty() && !holds_pods(path);
    if (container) found_.push_back({std::string(id), below});
    if (with_others_ && !container) others_.push_back(below);
    // It may have gone meanwhile, or be unreadable: the others still count.
    if ((!container || with_others_) && depth < deepest) (void)walk(below, depth + 1);
  }
  return Errc::none;
}

void Tree::keep_shallowest() {
  std::sort(found_.begin(), found_.end(), [](const model::Found& a, const model::Found& b) {
    const auto key = [](const model::Found& found) { return depth_of(found.path); };
    return key(a) != key(b) ? key(a) < key(b) : a.path < b.path;
  });
  std::unordered_set<std::string> seen;
  std::erase_if(found_, [&](const model::Found& found) { return !seen.insert(found.id).second; });
  std::sort(found_.begin(), found_.end(),
            [](const model::Found& a, const model::Found& b) { return a.path < b.path; });
}

}  // namespace exporter::discover
