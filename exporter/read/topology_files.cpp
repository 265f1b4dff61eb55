// SPDX-License-Identifier: Apache-2.0
#include "read/topology_files.hpp"

#include <fcntl.h>

#include <algorithm>

#include "base/escape.hpp"
#include "base/file.hpp"
#include "base/scan.hpp"

namespace exporter::read {

namespace {

// "cpu12" with the prefix "cpu": "12". Empty for "cpufreq".
std::string number_after(const std::string& name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return {};
  const std::string rest = name.substr(prefix.size());
  const bool digits = !rest.empty() && rest.find_first_not_of("0123456789") == std::string::npos;
  return digits ? rest : std::string();
}

}  // namespace

std::vector<std::string> numbered(const Path& directory, std::string_view prefix) {
  std::vector<std::string> found;
  const auto entries = base::list_directory(AT_FDCWD, directory.c_str());
  if (!entries) return found;
  for (const auto& entry : *entries) {
    auto number = number_after(entry.name, prefix);
    if (!number.empty()) found.push_back(std::move(number));
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string text_of(const Path& file) {
  auto text = base::read_text(file);
  return text ? *text : std::string();
}

model::Value number_in(std::string_view text, std::int64_t multiply) {
  text = base::trim(text);
  const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  const auto number = base::parse_number(digits);
  if (!number) return {};
  return {*number * multiply, true};
}

std::string label(std::string_view name, std::string_view value) {
  return std::string(name).append("=\"").append(base::escape_label(value)).append("\"");
}

}  // namespace exporter::read
