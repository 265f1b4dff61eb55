// SPDX-License-Identifier: Apache-2.0
#include "processes/members.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

#include "base/scan.hpp"

namespace exporter::processes {

namespace {

constexpr int deepest = 8;

// A cgroup directory has two links and one more for each directory below it.
bool has_children(const std::string& directory) {
  struct stat status {};
  return ::stat(directory.c_str(), &status) == 0 && status.st_nlink > 2;
}

}  // namespace

bool Members::parse(std::string_view text, std::vector<std::int64_t>& pids) {
  while (!text.empty()) {
    const auto pid = base::parse_number(base::take_line(text));
    if (!pid) continue;
    hidden_ = *pid == 0;
    if (hidden_) return false;
    pids.push_back(*pid);
  }
  return true;
}

bool Members::find(const std::string& path, const std::string& id, base::Fd& file,
                   std::vector<std::int64_t>& pids) {
  pids.clear();
  if (hidden_) return find_in_index(id, pids);
  const std::string directory = tree_ + path;
  if (!file) {
    auto opened = base::open_file(AT_FDCWD, (directory + "/cgroup.procs").c_str());
    if (!opened) return false;
    file = std::move(*opened);
  }
  const auto text = base::read_all(file.get(), buffer_);
  if (!text) {
    file.reset();  // the cgroup was made anew, or is a threaded one
    return false;
  }
  if (!parse(*text, pids)) return find_in_index(id, pids);
  if (has_children(directory) && !find_below(directory, pids, 0)) return find_in_index(id, pids);
  std::sort(pids.begin(), pids.end());
  return true;
}

bool Members::find_below(const std::string& directory, std::vector<std::int64_t>& pids, int depth) {
  const auto entries = base::list_directory(AT_FDCWD, directory.c_str());
  if (!entries || depth > deepest) return true;  // gone meanwhile: the others still count
  for (const auto& entry : *entries) {
    if (!entry.directory) continue;
    const std::string below = directory + "/" + entry.name;
    const auto text = base::read_file(AT_FDCWD, (below + "/cgroup.procs").c_str(), buffer_);
    if (text && !parse(*text, pids)) return false;
    if (!find_below(below, pids, depth + 1)) return false;
  }
  return true;
}

bool Members::find_in_index(const std::string& id, std::vector<std::int64_t>& pids) {
  if (!index_fresh_) index_.refresh();
  index_fresh_ = true;
  pids = index_.of(id);
  return !pids.empty();
}

}  // namespace exporter::processes
