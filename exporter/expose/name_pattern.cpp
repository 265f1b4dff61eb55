// SPDX-License-Identifier: Apache-2.0
#include "expose/name_pattern.hpp"

#include <stdexcept>

namespace exporter::expose {

namespace {

constexpr std::size_t longest = 200;  // <regex> recurses with the pattern's length

// libstdc++'s matcher that tries every way at once; its usual one takes exponential time for some patterns.
constexpr auto syntax = std::regex::ECMAScript | std::regex::optimize | std::regex_constants::__polynomial;

std::regex compile(const std::string& text) {
  if (text.empty())
    throw std::invalid_argument("name is empty; it is a container's name or a pattern for it");
  if (text.size() > longest)
    throw std::invalid_argument("name is longer than " + std::to_string(longest) + " characters");
  if (text.find('{') != std::string::npos)
    throw std::invalid_argument("name '" + text + "': repetition with {} is not supported here");
  try {
    return std::regex(text, syntax);
  } catch (const std::regex_error& error) {
    throw std::invalid_argument("name '" + text + "' is no regular expression: " + error.what());
  }
}

}  // namespace

NamePattern::NamePattern(std::string text) : text_(std::move(text)), regex_(compile(text_)) {}

bool NamePattern::matches(std::string_view name) const {
  return std::regex_match(name.begin(), name.end(), regex_);
}

}  // namespace exporter::expose
