// SPDX-License-Identifier: Apache-2.0
// What one scrape wants to see of a collection, and how it is to be written.
#pragma once

#include <optional>
#include <vector>

#include "expose/format.hpp"
#include "expose/name_pattern.hpp"
#include "model/group.hpp"
#include "model/snapshot.hpp"

namespace exporter::expose {

constexpr model::Groups every_group() {
  model::Groups all;
  for (std::size_t i = 0; i < model::group_names.size(); ++i) all.set(static_cast<model::Group>(i), true);
  return all;
}

struct View {
  Format format = Format::text;
  model::Groups groups = every_group();            // series of other groups are left out
  std::optional<NamePattern> name = std::nullopt;  // nothing but containers with such a name
  bool created = false;  // OpenMetrics: a _created sample for every counter that has a known start

  bool operator==(const View&) const = default;
};

// Those whose label `name` matches.
std::vector<const model::Subject*> named(const std::vector<const model::Subject*>& subjects,
                                         const NamePattern& pattern);

}  // namespace exporter::expose
