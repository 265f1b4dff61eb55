// SPDX-License-Identifier: Apache-2.0
#include "scrape/other_cgroups.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "scrape/facts.hpp"
#include "scrape/labels.hpp"

namespace exporter::scrape {

namespace {

bool is_service(std::string_view name) { return name.ends_with(".service") || name.ends_with(".scope"); }

}  // namespace

bool is_outermost_service(const std::string& path) {
  std::string_view rest = path;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const auto slash = rest.find('/');
    if (is_service(rest.substr(0, slash))) return slash == std::string_view::npos;
    rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash);
  }
  return false;
}

OtherCgroups::OtherCgroups(const read::Hierarchy& hierarchy, const model::Selection& selection)
    : hierarchy_(hierarchy), which_(selection.cgroups), prefixes_(selection.cgroup_prefixes) {
  // From a private cgroup namespace there is nothing to see but ourselves.
  if ((which_ == "none" && prefixes_.empty()) || hierarchy.namespaced()) return;
  std::set<std::string> roots;
  for (std::size_t i = 0; i < read::cgroup_places; ++i) {
    const auto& root = hierarchy.mount(static_cast<read::Place>(i)).root;
    if (!root.empty() && roots.insert(root).second) trees_.emplace_back(root, true);
  }
  walks_.resize(trees_.size());
}

bool OtherCgroups::takes(const std::string& path) const {
  if (which_ == "services" && !is_outermost_service(path)) return false;
  return prefixes_.empty() || std::any_of(prefixes_.begin(), prefixes_.end(), [&](const std::string& prefix) {
           return path.starts_with(prefix);
         });
}

const std::vector<std::string>& OtherCgroups::scan() {
  bool changed = false;
  for (std::size_t i = 0; i < trees_.size(); ++i) {
    (void)trees_[i].scan();  // a tree that cannot be walked shows what it could
    changed = changed || walks_[i] != trees_[i].walks();
    walks_[i] = trees_[i].walks();
  }
  if (!changed) return paths_;
  std::set<std::string> paths;
  for (const auto& tree : trees_) {
    for (const auto& path : tree.others()) {
      if (takes(path)) paths.insert(path);
    }
  }
  paths_.assign(paths.begin(), paths.end());
  return paths_;
}

bool OtherCgroups::collect(read::Reader& reader, std::int64_t now_ns,
                           std::chrono::steady_clock::time_point deadline,
                           std::vector<const model::Subject*>& subjects) {
  bool in_time = true;
  for (auto& [path, kept] : kept_) kept.seen = false;
  for (const auto& path : scan()) {
    in_time = std::chrono::steady_clock::now() <= deadline;
    if (!in_time) break;
    Kept& kept = kept_of(reader, path);
    kept.seen = reader.read(kept.cgroup, facts_of(now_ns, kept.made_at_ns), {}) == base::Errc::none;
    if (kept.seen) subjects.push_back(&kept.cgroup.subject);
  }
  forget_unseen(reader);
  return in_time;
}

OtherCgroups::Kept& OtherCgroups::kept_of(read::Reader& reader, const std::string& path) {
  const auto [entry, is_new] = kept_.try_emplace(path);
  Kept& kept = entry->second;
  if (!is_new) return kept;
  kept.cgroup = reader.open(path);
  kept.cgroup.subject.labels = container_labels(path, nullptr).shared;
  kept.made_at_ns = made_at_ns(hierarchy_.tree() + path);
  return kept;
}

void OtherCgroups::forget_unseen(read::Reader& reader) {
  for (auto entry = kept_.begin(); entry != kept_.end();) {
    if (!entry->second.seen) reader.close(entry->second.cgroup);
    entry = entry->second.seen ? std::next(entry) : kept_.erase(entry);
  }
}

}  // namespace exporter::scrape
