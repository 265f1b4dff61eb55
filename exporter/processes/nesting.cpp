// SPDX-License-Identifier: Apache-2.0
#include "processes/nesting.hpp"

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "base/file.hpp"

namespace exporter::processes {

namespace {

constexpr int deepest = 8;

// A cgroup directory has two links and one more for each directory in it.
bool has_children(const std::string& directory) {
  struct stat status {};
  return ::stat(directory.c_str(), &status) == 0 && status.st_nlink > 2;
}

}  // namespace

Nesting::Nesting() : inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

void Nesting::begin_scrape() {
  alignas(inotify_event) std::array<char, 4096> events;
  while (inotify_) {
    const auto length = ::read(inotify_.get(), events.data(), events.size());
    if (length <= 0) return;
    for (std::size_t at = 0; at < static_cast<std::size_t>(length);) {
      inotify_event event{};
      std::memcpy(&event, events.data() + at, sizeof event);
      at += sizeof event + event.len;
      note((event.mask & IN_Q_OVERFLOW) != 0 ? -1 : event.wd);
    }
    if (static_cast<std::size_t>(length) < events.size() / 2) return;  // that was all
  }
}

// -1: nobody knows which.
void Nesting::note(int watch) {
  if (watch < 0) {
    for (const auto& [each, owner] : owners_) changed_.insert(owner);
  } else if (const auto found = owners_.find(watch); found != owners_.end()) {
    changed_.insert(found->second);
  }
}

const std::vector<std::string>& Nesting::lists_below(const std::string& tree, const std::string& path,
                                                     Kept& kept) {
  if (kept.known && (changed_.empty() || changed_.erase(kept.number) == 0)) return kept.lists;
  forget(kept);
  kept.number = ++last_number_;
  kept.known = true;
  look(tree + path, kept, 0);
  return kept.lists;
}

// Each directory is watched before it is looked at, so that nothing is missed between.
void Nesting::look(const std::string& directory, Kept& kept, int depth) {
  watch(directory, kept);
  if (depth == deepest || !has_children(directory)) return;
  const auto entries = base::list_directory(AT_FDCWD, directory.c_str());
  if (!entries) return;  // gone meanwhile: the others still count
  for (const auto& entry : *entries) {
    if (!entry.directory) continue;
    const std::string below = directory + "/" + entry.name;
    kept.lists.push_back(below + "/cgroup.procs");
    look(below, kept, depth + 1);
  }
}

void Nesting::watch(const std::string& directory, Kept& kept) {
  constexpr std::uint32_t mask = IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_ONLYDIR;
  const int watch = inotify_ ? ::inotify_add_watch(inotify_.get(), directory.c_str(), mask) : -1;
  kept.known = kept.known && watch >= 0;
  if (watch < 0) return;
  owners_[watch] = kept.number;
  kept.watches.push_back(watch);
}

void Nesting::forget(Kept& kept) {
  for (const int watch : kept.watches) {
    ::inotify_rm_watch(inotify_.get(), watch);  // fails when the directory is gone: so is the watch
    owners_.erase(watch);
  }
  changed_.erase(kept.number);
  kept = Kept{};
}

}  // namespace exporter::processes
