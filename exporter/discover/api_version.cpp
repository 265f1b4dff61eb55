// SPDX-License-Identifier: Apache-2.0
#include "discover/api_version.hpp"

#include <charconv>
#include <utility>

namespace exporter::discover {

namespace {

using Version = std::pair<unsigned, unsigned>;

bool take_number(std::string_view& text, unsigned& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

base::Result<Version> parse(std::string_view text) {
  Version version;
  if (!take_number(text, version.first) || !text.starts_with('.')) return base::Errc::malformed;
  text.remove_prefix(1);
  if (!take_number(text, version.second) || !text.empty()) return base::Errc::malformed;
  return version;
}

std::string written(Version version) {
  return std::to_string(version.first) + "." + std::to_string(version.second);
}

}  // namespace

bool is_older_api(std::string_view left, std::string_view right) { return *parse(left) < *parse(right); }

base::Result<std::string> negotiate_api(std::string_view newest, std::string_view oldest,
                                        std::string_view ours) {
  const auto ceiling = parse(newest);
  if (!ceiling) return ceiling.error();
  const Version agreed = std::min(*ceiling, *parse(ours));
  return written(std::max(agreed, *parse(oldest)));
}

}  // namespace exporter::discover
