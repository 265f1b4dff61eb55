// SPDX-License-Identifier: Apache-2.0
#include "web/accept.hpp"

#include <cctype>
#include <charconv>
#include <string>

#include "base/scan.hpp"

namespace exporter::web {

namespace {

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

double quality(std::string_view parameters) {
  while (!parameters.empty()) {
    const auto end = parameters.find(';');
    const auto parameter = base::trim(parameters.substr(0, end));
    parameters.remove_prefix(end == std::string_view::npos ? parameters.size() : end + 1);
    if (parameter.starts_with("q=") || parameter.starts_with("Q="))
      return parse_double(parameter.substr(2), 0);
  }
  return 1;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    const auto end = accept_encoding.find(',');
    const auto item = accept_encoding.substr(0, end);
    accept_encoding.remove_prefix(end == std::string_view::npos ? accept_encoding.size() : end + 1);
    const auto semicolon = item.find(';');
    const auto coding = base::trim(item.substr(0, semicolon));
    const bool wanted = quality(semicolon == std::string_view::npos ? "" : item.substr(semicolon + 1)) > 0;
    if (same_word(coding, "gzip") || same_word(coding, "x-gzip")) return wanted;
    if (coding == "*") any = wanted;
  }
  return any;
}

std::chrono::milliseconds scrape_timeout(std::string_view seconds, std::chrono::milliseconds otherwise) {
  constexpr double way_back = 0.5;
  constexpr double shortest = 0.1;
  constexpr double longest = 3600;
  const double asked = parse_double(base::trim(seconds), 0);
  if (!(asked > 0) || asked > longest) return otherwise;
  const double usable = asked - way_back > shortest ? asked - way_back : asked / 2;
  return std::chrono::milliseconds(static_cast<std::int64_t>(usable * 1000));
}

}  // namespace exporter::web
