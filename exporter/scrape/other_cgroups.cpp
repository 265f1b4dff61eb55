// SPDX-License-Identifier: Apache-2.0
#include "scrape/other_cgroups.hpp"

#include <algorithm>
#include <set>
#include <string_view>

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
    : which_(selection.cgroups), prefixes_(selection.cgroup_prefixes) {
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

}  // namespace exporter::scrape
