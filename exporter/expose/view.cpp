// SPDX-License-Identifier: Apache-2.0
#include "expose/view.hpp"

#include <string_view>

namespace exporter::expose {

namespace {

// The value of the label `name`, as escaped; empty where there is none. Quotes within values are escaped, so
// that the text looked for cannot be part of one.
std::string_view name_of(const model::Subject& subject) {
  constexpr std::string_view opening = R"(,name=")";
  const std::string_view labels = subject.labels;  // the cgroup's path is before it
  const auto found = labels.find(opening);
  if (found == std::string_view::npos) return {};
  const auto value = labels.substr(found + opening.size());
  return value.substr(0, value.find('"'));
}

}  // namespace

std::vector<const model::Subject*> named(const std::vector<const model::Subject*>& subjects,
                                         const NamePattern& pattern) {
  std::vector<const model::Subject*> result;
  for (const auto* subject : subjects) {
    const auto name = name_of(*subject);
    if (!name.empty() && pattern.matches(name)) result.push_back(subject);
  }
  return result;
}

}  // namespace exporter::expose
