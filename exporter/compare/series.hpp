// SPDX-License-Identifier: Apache-2.0
// Which series of two families belong together.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compare/page.hpp"

namespace exporter::compare {

using Names = std::set<std::string>;
using Series = std::pair<const Labels, Sample>;
using Pair = std::array<const Family*, 2>;
using Group = std::array<std::vector<const Series*>, 2>;  // series of one key, by side

// Whether a family, a label name or an id is left out of the comparison.
using Ignored = std::function<bool(const std::string&)>;

const std::string* value_of(const Labels& labels, const std::string& name);  // nullptr: there is none

// The ids of all series but those of ignored families.
Names ids_of(const Page& page, const Ignored& ignored);

// By id and the labels of the family's own that both sides have: not those that say what the container is,
// and not the ignored ones. Series of the ids in `left_out` are in no group.
std::map<Labels, Group> groups_of(const Pair& families, const Names& left_out, const Ignored& ignored);

// The one label without which the keys of both sides are the same; empty: there is none.
std::string label_apart(const std::array<std::vector<Labels>, 2>& keys);

}  // namespace exporter::compare
