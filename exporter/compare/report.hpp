// SPDX-License-Identifier: Apache-2.0
// A Report in words and as JSON.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "compare/compare.hpp"

namespace exporter::compare {

struct Subject {
  std::array<std::string, 2> urls;  // as shown; the same twice for one exporter at two moments
  Limits limits;
};

// For people: grouped, at most a few examples of each kind. What pages say is shown without control
// characters.
std::string in_words(const Report& report, const Subject& subject);

// One object with everything; keys as in docs/compare.md. Ends with a line feed.
std::string as_json(const Report& report, const Subject& subject);

// Between double quotes, valid UTF-8, as JSON wants a string.
std::string quoted(std::string_view text);

// {a="b",c="d"}
std::string text_of(const Labels& labels);

// The shortest text that gives the number back; "NaN", "+Inf" and "-Inf" as on a page.
std::string text_of(double number);

}  // namespace exporter::compare
