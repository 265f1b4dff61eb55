// SPDX-License-Identifier: Apache-2.0
#include "scrape/labels.hpp"

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

}  // namespace

std::string container_labels(const std::string& path, const model::Identity* identity) {
  std::string out;
  append(out, "id", path);
  if (identity == nullptr) return out;
  append(out, "name", identity->name);
  append(out, "image", identity->image);
  std::set<std::string> names;
  for (const auto& [key, value] : identity->labels) {
    std::string name = "container_label_" + base::sanitize_label_name(key);
    if (!value.empty() && names.insert(name).second) append(out, name, value);
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
