// SPDX-License-Identifier: Apache-2.0
#include "scrape/selector.hpp"

#include <algorithm>

#include "base/escape.hpp"

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

bool matches_any(const std::vector<std::regex>& patterns, const std::string& text) {
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
      include_labels_(compile_labels(selection.include_labels)),
      exclude_names_(compile(selection.exclude_names)),
      exclude_images_(compile(selection.exclude_images)),
      exclude_labels_(compile_labels(selection.exclude_labels)) {}

std::vector<Selector::LabelPattern> Selector::compile_labels(const std::vector<std::string>& patterns) {
  std::vector<LabelPattern> result;
  result.reserve(patterns.size());
  for (const auto& pattern : patterns) {
    const auto equals = pattern.find('=');
    const bool any_value = equals == std::string::npos;
    result.push_back(
        {pattern.substr(0, equals), std::regex(any_value ? "[^]*" : pattern.substr(equals + 1), syntax)});
  }
  return result;
}

bool Selector::any_matches(const std::vector<LabelPattern>& patterns, const model::Identity& identity) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const LabelPattern& pattern) {
    return std::any_of(identity.labels.begin(), identity.labels.end(), [&](const auto& label) {
      return (label.first == pattern.key || base::sanitize_label_name(label.first) == pattern.key) &&
             std::regex_match(label.second, pattern.value);
    });
  });
}

bool Selector::takes(const model::Identity* identity) const {
  if (identity == nullptr) {
    return include_names_.empty() && include_images_.empty() && include_labels_.empty();
  }
  if (opts_out(*identity)) return false;
  const auto included = [](const auto& patterns, const std::string& text) {
    return patterns.empty() || matches_any(patterns, text);
  };
  return included(include_names_, identity->name) && included(include_images_, identity->image) &&
         (include_labels_.empty() || any_matches(include_labels_, *identity)) &&
         !matches_any(exclude_names_, identity->name) && !matches_any(exclude_images_, identity->image) &&
         !any_matches(exclude_labels_, *identity);
}

}  // namespace exporter::scrape
