// SPDX-License-Identifier: Apache-2.0
// A regular expression that a container's whole name must match; a plain name matches itself.
#pragma once

#include <regex>
#include <string>
#include <string_view>

namespace exporter::expose {

class NamePattern {
 public:
  // It comes from whoever asks, so it is bounded: in length, without {n} repetition and back references,
  // matched in polynomial time. Throws std::invalid_argument with words for who asked.
  explicit NamePattern(std::string text);

  bool matches(std::string_view name) const;
  bool operator==(const NamePattern& other) const { return text_ == other.text_; }

 private:
  std::string text_;
  std::regex regex_;
};

}  // namespace exporter::expose
