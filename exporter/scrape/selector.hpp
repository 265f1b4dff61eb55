// SPDX-License-Identifier: Apache-2.0
// Which containers a user wants on the page.
#pragma once

#include <regex>
#include <vector>

#include "model/identity.hpp"
#include "model/selection.hpp"

namespace exporter::scrape {

class Selector {
 public:
  // Throws std::regex_error for a pattern that is none; config/ has looked before.
  explicit Selector(const model::Selection& selection);

  // The label container-exporter.scrape=false opts out of everything. A container that Docker does not know
  // (null) has no name and no image: it is taken unless something has to match.
  bool takes(const model::Identity* identity) const;

 private:
  std::vector<std::regex> include_names_;
  std::vector<std::regex> include_images_;
  std::vector<std::regex> exclude_names_;
  std::vector<std::regex> exclude_images_;
};

}  // namespace exporter::scrape
