// SPDX-License-Identifier: Apache-2.0
#include "processes/process_index.hpp"

#include <fcntl.h>

#include <algorithm>

#include "base/scan.hpp"
#include "discover/cgroup_name.hpp"

namespace exporter::processes {

namespace {

constexpr std::size_t looked_at_again = 64;  // of known processes, at each refresh

}  // namespace

std::string_view container_in_cgroup(std::string_view text) {
  while (!text.empty()) {
    auto path = base::take_line(text);  // "0::/system.slice/docker-<id>.scope"
    while (!path.empty()) {
      const auto slash = path.find('/');
      const auto id = discover::container_id(path.substr(0, slash));
      if (!id.empty()) return id;
      path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
  }
  return {};
}

std::string ProcessIndex::container_of(std::int64_t pid) {
  const auto text = base::read_file(AT_FDCWD, (host_.process(pid) + "/cgroup").c_str(), buffer_);
  return text ? std::string(container_in_cgroup(*text)) : std::string();
}

void ProcessIndex::refresh() {
  ++refreshes_;
  const auto entries = base::list_directory(AT_FDCWD, host_.procfs.c_str());
  pids_.clear();
  for (auto& [id, pids] : members_) pids.clear();
  if (!entries) return;
  for (const auto& entry : *entries) {
    const auto pid = base::parse_number(entry.name);
    if (pid && *pid > 0) pids_.push_back(*pid);
  }
  std::sort(pids_.begin(), pids_.end());
  look_again();
  for (const auto pid : pids_) {
    const auto [known, is_new] = known_.try_emplace(pid);
    if (is_new) known->second.id = container_of(pid);
    known->second.seen = refreshes_;
    if (!known->second.id.empty()) members_[known->second.id].push_back(pid);
  }
  std::erase_if(known_, [&](const auto& each) { return each.second.seen != refreshes_; });
  std::erase_if(members_, [](const auto& each) { return each.second.empty(); });
}

void ProcessIndex::look_again() {
  for (std::size_t i = 0; i < std::min(looked_at_again, pids_.size()); ++i) {
    next_ = (next_ + 1) % pids_.size();
    known_.erase(pids_[next_]);
  }
}

const std::vector<std::int64_t>& ProcessIndex::of(const std::string& id) const {
  static const std::vector<std::int64_t> none;
  const auto found = members_.find(id);
  return found == members_.end() ? none : found->second;
}

}  // namespace exporter::processes
