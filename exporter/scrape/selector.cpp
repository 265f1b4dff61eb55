// SPDX-License-Identifier: Apache-2.0
#include "scrape/selector.hpp"

#include <algorithm>

namespace exporter::scrape {

namespace {

// As in config/check: libstdc++'s matcher that takes exponential time for no pattern.
constexpr auto syntax = std::regex::ECMAScript | std::regex::optimize | std::regex_constants::__polynomial;

std::vector<std::regex> compile(const std::vector<std::string>& patterns) {
  std::vector<std::regex> result;
  result.reserve(patterns.size());
  for (const auto& pattern : patterns) result.emplace_back(pattern, syntax);
  return result;
}

bool any_matches(const std::vector<std::regex>& patterns, const std::string& text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::regex& pattern) { return std::regex_match(text, pattern); });
}

bool opts_out(const model::Identity& identity) {
  const auto label = identity.labels.find("container-exporter.scrape");
  return label != identity.labels.end() && label->second == "false";
}

}  // namespace

Selector::Selector(const model::Selection& selection)
    : include_names_(compile(selection.include_names)),
      include_images_(compile(selection.include_images)),
      exclude_names_(compile(selection.exclude_names)),
      exclude_images_(compile(selection.exclude_images)) {}

bool Selector::takes(const model::Identity* identity) const {
  if (identity == nullptr) return include_names_.empty() && include_images_.empty();
  if (opts_out(*identity)) return false;
  const auto included = [](const auto& patterns, const std::string& text) {
    return patterns.empty() || any_matches(patterns, text);
  };
  return included(include_names_, identity->name) && included(include_images_, identity->image) &&
         !any_matches(exclude_names_, identity->name) && !any_matches(exclude_images_, identity->image);
}

}  // namespace exporter::scrape
