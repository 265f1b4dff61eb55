// SPDX-License-Identifier: Apache-2.0
#include "compare/series.hpp"

#include <algorithm>
#include <iterator>

namespace exporter::compare {

namespace {

bool describes_container(const std::string& label) {
  return label == "name" || label == "image" || label.starts_with("container_label_") ||
         label.starts_with("container_env_");
}

Names label_names(const Family& family) {
  Names names;
  for (const auto& [labels, sample] : family.series) {
    for (const auto& [name, value] : labels) names.insert(name);
  }
  return names;
}

Names on_one_side(const Pair& families) {
  const auto first = label_names(*families[0]);
  const auto second = label_names(*families[1]);
  Names names;
  std::set_symmetric_difference(first.begin(), first.end(), second.begin(), second.end(),
                                std::inserter(names, names.end()));
  return names;
}

std::set<Labels> without(const std::string& label, const std::vector<Labels>& keys) {
  std::set<Labels> rest;
  for (auto key : keys) {
    key.erase(label);
    rest.insert(std::move(key));
  }
  return rest;
}

}  // namespace

const std::string* value_of(const Labels& labels, const std::string& name) {
  const auto found = labels.find(name);
  return found == labels.end() ? nullptr : &found->second;
}

Names ids_of(const Page& page, const Ignored& ignored) {
  Names ids;
  for (const auto& [name, family] : page.families) {
    if (ignored(name)) continue;
    for (const auto& [labels, sample] : family.series) {
      if (const auto* id = value_of(labels, "id")) ids.insert(*id);
    }
  }
  return ids;
}

std::map<Labels, Group> groups_of(const Pair& families, const Names& left_out, const Ignored& ignored) {
  const auto one_sided = on_one_side(families);
  std::map<Labels, Group> groups;
  for (std::size_t side = 0; side < 2; ++side) {
    for (const auto& series : families[side]->series) {
      const auto* id = value_of(series.first, "id");
      if (id != nullptr && (left_out.count(*id) != 0 || ignored(*id))) continue;
      Labels key;
      for (const auto& label : series.first) {
        const bool aside = one_sided.count(label.first) != 0 ||
                           (id != nullptr && describes_container(label.first)) || ignored(label.first);
        if (!aside) key.insert(label);
      }
      groups[std::move(key)][side].push_back(&series);
    }
  }
  return groups;
}

std::string label_apart(const std::array<std::vector<Labels>, 2>& keys) {
  if (keys[0].empty() || keys[1].empty()) return {};
  for (const auto& [label, value] : keys[0].front()) {
    if (label != "id" && without(label, keys[0]) == without(label, keys[1])) return label;
  }
  return {};
}

}  // namespace exporter::compare
