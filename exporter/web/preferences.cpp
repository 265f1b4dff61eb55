// SPDX-License-Identifier: Apache-2.0
#include "web/preferences.hpp"

#include <cctype>
#include <charconv>

#include "base/scan.hpp"

namespace exporter::web {

namespace {

// Takes what is before the next separator off `text`; separators between quotes do not count.
std::string_view take_part(std::string_view& text, char separator) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < text.size() && (quoted || text[end] != separator); ++end) {
    if (text[end] == '"') quoted = !quoted;
  }
  const auto part = base::trim(text.substr(0, end));
  text.remove_prefix(end == text.size() ? end : end + 1);
  return part;
}

double quality_of(std::string_view parameters) {
  const auto text = parameter(parameters, "q");
  if (text.empty()) return 1;
  const double quality = parse_double(text, 0);
  return quality >= 0 && quality <= 1 ? quality : 0;
}

}  // namespace

std::vector<Preference> preferences(std::string_view header) {
  std::vector<Preference> result;
  while (!header.empty()) {
    auto rest = take_part(header, ',');
    const auto value = take_part(rest, ';');
    if (!value.empty()) result.push_back({value, rest, quality_of(rest)});
  }
  return result;
}

std::string_view parameter(std::string_view parameters, std::string_view name) {
  while (!parameters.empty()) {
    const auto each = take_part(parameters, ';');
    const auto equals = each.find('=');
    if (equals == std::string_view::npos || !same_word(base::trim(each.substr(0, equals)), name)) continue;
    auto value = base::trim(each.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    return value;
  }
  return {};
}

bool same_word(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(a[i])) != b[i]) return false;
  }
  return true;
}

double parse_double(std::string_view text, double otherwise) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : otherwise;
}

}  // namespace exporter::web
