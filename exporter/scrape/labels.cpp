// SPDX-License-Identifier: Apache-2.0
#include "scrape/labels.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "base/escape.hpp"
#include "base/file.hpp"

namespace exporter::scrape {

namespace {

void append(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  if (!out.empty()) out += ',';
  out.append(name).append("=\"").append(base::escape_label(value)).append("\"");
}

void append_file(std::string& out, std::string_view name, const std::string& path) {
  const auto text = base::read_text(path);
  if (text) append(out, name, *text);
}

bool any_matches(const std::vector<std::string>& patterns, const std::string& key, const std::string& name) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return ::fnmatch(pattern.c_str(), key.c_str(), 0) == 0 ||
           ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
  });
}

bool lets_through(const model::LabelPolicy& policy, const std::string& key, const std::string& name) {
  if (policy.base != "all" && !any_matches(policy.allow, key, name)) return false;
  return !any_matches(policy.deny, key, name);
}

}  // namespace

std::string container_labels(const std::string& path, const model::Identity* identity,
                             const model::LabelPolicy& policy) {
  std::string out;
  append(out, "id", path);
  if (identity == nullptr) return out;
  append(out, "name", identity->name);
  append(out, "image", identity->image);
  std::set<std::string> names;
  for (const auto& [key, value] : identity->labels) {
    const std::string name = base::sanitize_label_name(key);
    if (value.empty() || !lets_through(policy, key, name)) continue;
    if (names.insert(name).second) append(out, "container_label_" + name, value);
  }
  return out;
}

std::string machine_labels(const base::Host& host) {
  std::string out;
  append_file(out, "machine_id", host.machine_id());
  append_file(out, "system_uuid", host.product_uuid());
  append_file(out, "boot_id", host.boot_id());
  return out;
}

}  // namespace exporter::scrape
