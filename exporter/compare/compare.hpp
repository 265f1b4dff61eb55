// SPDX-License-Identifier: Apache-2.0
// Two exporters' pages side by side. Series are matched by family, `id` and the labels of the family's own;
// what the other labels (name, image, container_label_*, and those that only one side's family has) differ in
// is said once per label. A cgroup (`id`) that only one side has is said once, its series nowhere else.
#pragma once

#include <array>
#include <set>
#include <string>
#include <vector>

#include "compare/page.hpp"
#include "compare/series.hpp"
#include "compare/values.hpp"

namespace exporter::compare {

struct Side {
  Page earlier;
  Page later;
  double seconds = 0;  // between the two
};
using Sides = std::array<Side, 2>;

struct FamilyOfOne {  // only one side has it
  std::string name;
  std::string type;
  std::size_t series = 0;
};

struct TypeDifference {
  std::string family;
  std::array<std::string, 2> types;
};

struct LabelDifference {
  std::array<std::size_t, 2> only{};  // matched series of which only the first, only the second has the label
  std::size_t differing = 0;          // of which both have it, with different values
  std::array<std::string, 2> example;
  std::set<std::string> families;
};

struct SeriesDifference {
  std::string family;
  std::array<std::vector<Labels>, 2> only;
  std::string label;  // if one label's values are all that sets the two sides apart
};

struct ValueDifference {
  Labels labels;  // as the first has them
  Compared compared;
};

struct FamilyValues {
  std::string family;
  std::size_t series = 0;  // matched
  std::vector<ValueDifference> different;
};

struct Report {
  std::size_t families = 0;  // in both
  std::size_t ignored = 0;   // families
  std::size_t matched = 0;   // series
  std::size_t unknown = 0;   // of which counters without a rate
  std::array<std::vector<FamilyOfOne>, 2> families_of_one;
  std::vector<TypeDifference> types;
  std::map<std::string, LabelDifference> labels;
  std::array<std::vector<std::string>, 2> ids_of_one;
  std::vector<SeriesDifference> series;  // families without a difference are not here; nor below
  std::vector<FamilyValues> values;
  std::array<std::vector<std::string>, 2> problems;  // of a page

  bool equal() const;
};

Report compare(const Sides& sides, const Limits& limits, const Ignored& ignored);

}  // namespace exporter::compare
