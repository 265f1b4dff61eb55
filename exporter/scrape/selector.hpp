// SPDX-License-Identifier: Apache-2.0
// Which containers a user wants on the page.
#pragma once

#include <regex>
#include <string>
#include <vector>

#include "model/identity.hpp"
#include "model/selection.hpp"

namespace exporter::scrape {

class Selector {
 public:
  // Throws std::regex_error for a pattern that is none; config/ has looked before.
  explicit Selector(const model::Selection& selection);

  // The label container-exporter.scrape=false opts out of everything. A container that Docker does not know
  // (null) has no name, image or label: it is taken unless something has to match.
  bool takes(const model::Identity* identity) const;

 private:
  struct LabelPattern {
    std::string key;  // as Docker has it, or as the page writes it
    std::regex value;
  };
  static std::vector<LabelPattern> compile_labels(const std::vector<std::string>& patterns);
  static bool any_matches(const std::vector<LabelPattern>& patterns, const model::Identity& identity);

  std::vector<std::regex> include_names_;
  std::vector<std::regex> include_images_;
  std::vector<LabelPattern> include_labels_;
  std::vector<std::regex> exclude_names_;
  std::vector<std::regex> exclude_images_;
  std::vector<LabelPattern> exclude_labels_;
};

}  // namespace exporter::scrape
