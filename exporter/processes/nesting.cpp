// SPDX-License-Identifier: Apache-2.0
#include "processes/nesting.hpp"

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <utility>

namespace exporter::processes {

namespace {

// A cgroup directory has two links and one more for each directory in it.
bool look(const std::string& directory) {
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
  const auto mark = [this](bool& changed) {
    changes_ += changed ? 0 : 1;
    changed = true;
  };
  if (watch < 0) {
    for (auto& [each, changed] : changed_) mark(changed);
  } else if (const auto found = changed_.find(watch); found != changed_.end()) {
    mark(found->second);
  }
}

bool Nesting::take_change(int watch) {
  const auto found = changed_.find(watch);
  if (found == changed_.end() || !found->second) return false;
  found->second = false;
  --changes_;
  return true;
}

bool Nesting::has_children(const std::string& tree, const std::string& path, Kept& kept) {
  if (kept.watch >= 0 && (changes_ == 0 || !take_change(kept.watch))) return kept.has_children;
  const std::string directory = tree + path;
  if (kept.watch < 0 && inotify_) {  // before the look, so that nothing is missed between
    kept.watch = ::inotify_add_watch(inotify_.get(), directory.c_str(), IN_CREATE | IN_DELETE | IN_ONLYDIR);
    if (kept.watch >= 0) changed_[kept.watch] = false;
  }
  kept.has_children = look(directory);
  return kept.has_children;
}

void Nesting::forget(Kept& kept) {
  if (kept.watch < 0) return;
  ::inotify_rm_watch(inotify_.get(), kept.watch);  // fails when the directory is gone: so is the watch
  (void)take_change(kept.watch);
  changed_.erase(kept.watch);
  kept = Kept{};
}

}  // namespace exporter::processes
