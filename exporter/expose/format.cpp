// SPDX-License-Identifier: Apache-2.0
#include "expose/format.hpp"

namespace exporter::expose {

namespace {

constexpr std::string_view total = "_total";
constexpr std::string_view info = "_info";

std::string_view without(std::string_view name, std::string_view suffix) {
  if (name.ends_with(suffix)) name.remove_suffix(suffix.size());
  return name;
}

struct Family {
  std::string_view name;
  std::string_view type;
  std::string_view unit;
};

std::string_view unit_of(std::string_view family) {
  for (const std::string_view suffix : {"_seconds", "_bytes"}) {
    if (family.ends_with(suffix)) return suffix.substr(1);
  }
  return {};
}

Family family_of(Format format, std::string_view name, model::Type type) {
  const bool counter = type == model::Type::counter;
  if (format == Format::text) return {name, counter ? "counter" : "gauge", {}};
  if (!counter && name.ends_with(info)) return {without(name, info), "info", {}};
  if (!counter) return {name, "gauge", unit_of(name)};
  if (!name.ends_with(total)) return {name, "unknown", unit_of(name)};
  const auto family = without(name, total);
  return {family, "counter", unit_of(family)};
}

// A backslash or a line feed would break the page; OpenMetrics wants quotes escaped as well.
std::string escape_help(Format format, std::string_view help) {
  std::string out;
  for (const char letter : help) {
    if (letter == '\\' || (letter == '"' && format == Format::openmetrics)) out += '\\';
    if (letter == '\n') {
      out += "\\n";
    } else {
      out += letter;
    }
  }
  return out;
}

}  // namespace

std::string header(Format format, std::string_view name, std::string_view help, model::Type type) {
  const Family family = family_of(format, name, type);
  std::string out;
  out.append("# HELP ").append(family.name).append(" ").append(escape_help(format, help)).append("\n");
  out.append("# TYPE ").append(family.name).append(" ").append(family.type).append("\n");
  if (!family.unit.empty())
    out.append("# UNIT ").append(family.name).append(" ").append(family.unit).append("\n");
  return out;
}

std::string created_name(std::string_view name, model::Type type) {
  if (type != model::Type::counter || !name.ends_with(total)) return {};
  return std::string(without(name, total)).append("_created");
}

}  // namespace exporter::expose
