// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "read/describe.hpp"

namespace exporter::read {

namespace {

struct Unit {
  std::string_view family;  // or its end
  std::string_view unit;
};

constexpr std::array units{
    Unit{"container_last_seen", "seconds since the epoch"},
    Unit{"_time_seconds", "seconds since the epoch"},
    Unit{"_seconds", "seconds"},
    Unit{"_seconds_total", "seconds"},
    Unit{"_bytes", "bytes"},
    Unit{"_bytes_total", "bytes"},
    Unit{"container_blkio_device_usage_total", "bytes"},
    Unit{"container_memory_cache", "bytes"},
    Unit{"container_memory_kernel_usage", "bytes"},
    Unit{"container_memory_mapped_file", "bytes"},
    Unit{"container_memory_rss", "bytes"},
    Unit{"container_memory_swap", "bytes"},
    Unit{"container_spec_cpu_period", "microseconds"},
    Unit{"container_spec_cpu_quota", "microseconds"},
};

std::string folder_of(Place place) {
  switch (place) {
    case Place::procfs: return "proc/";
    case Place::sysfs: return "sys/";
    case Place::process: return "proc/<pid>/";
    default: return {};
  }
}

std::string origin_of(model::Fact fact) {
  switch (fact) {
    case model::Fact::last_seen: return "the scrape";
    case model::Fact::started:
    case model::Fact::created: return "Docker; else the cgroup directory";
    case model::Fact::health:
    case model::Fact::labelled: return "Docker";
    case model::Fact::schedule_run:
    case model::Fact::schedule_wait:
    case model::Fact::schedule_periods: return "`proc/<pid>/task/<tid>/schedstat`";
    case model::Fact::processes: return "`cgroup.procs`; else `proc/<pid>/cgroup`";
    case model::Fact::file_descriptors:
    case model::Fact::sockets: return "`proc/<pid>/fd`";
    case model::Fact::open_files_limit: return "`proc/<pid>/limits`";
    default: return "`proc/<pid>/stat`";
  }
}

// "cpu.stat: usage_usec". Files of a cgroup have no folder: on v1 they are in their controller's.
std::string text_of(const Term& term) {
  if (term.place == Place::network) return "interface counter";
  if (term.place == Place::fact) return origin_of(static_cast<model::Fact>(term.index));
  if (term.place == Place::supplied) return std::string(term.file);
  std::string text = "`" + folder_of(term.place).append(term.file);
  if (term.format == Format::words) return text.append("` word ") + static_cast<char>(term.key.front() + 1);
  if (!term.key.empty()) text.append(": ").append(term.key);
  return text + "`";
}

std::string text_of(const Source& source) {
  std::string text = text_of(source.first);
  if (source.plus.place != Place::none) text += " + " + text_of(source.plus);
  if (source.less.place != Place::none) text += " − " + text_of(source.less);
  return source.root_only ? "`/`: " + text : text;
}

void add_once(std::string_view what, std::string_view between, std::string& to) {
  if (what.empty() || to.find(what) != std::string::npos) return;
  if (!to.empty()) to += between;
  to += what;
}

std::string text_of(Sources sources) {
  std::string text;
  for (const auto& source : sources) {
    if (source.first.place != Place::none) add_once(text_of(source), "; else ", text);
  }
  return text;
}

// An empty column of v1 means that v1 has nothing, if a cgroup keeps the value; else that it is kept
// elsewhere.
std::string text_of_v1(const TableRow& row) {
  auto text = text_of(row.v1);
  const auto place = first_place(row.v2);
  if (!text.empty() || place == Place::none) return text;
  if (place == Place::unified) return "the same, in the unified tree of a hybrid host";
  return static_cast<std::size_t>(place) < cgroup_places ? text : "the same";
}

// A family: rows that stand together.
struct Family {
  const TableRow* first = nullptr;
  std::string labels;
  std::string v2;
  std::string v1;
};

void add_labels(std::string_view labels, Family& family) {
  while (!labels.empty()) {
    const auto equals = labels.find('=');
    add_once("`" + std::string(labels.substr(0, equals)) + "`", ", ", family.labels);
    const auto end = labels.find("\",");
    labels.remove_prefix(end == std::string_view::npos ? labels.size() : end + 2);
  }
}

void add(const TableRow& row, Family& family) {
  auto varying = model::label_names(row.metric.per);
  while (!varying.empty()) {
    const auto name = varying.substr(0, varying.find(','));
    add_once("`" + std::string(name) + "`", ", ", family.labels);
    varying.remove_prefix(std::min(varying.size(), name.size() + 1));
  }
  add_labels(row.metric.labels, family);
  add_once(text_of(row.v2), "; ", family.v2);
  add_once(text_of_v1(row), "; ", family.v1);
}

std::string or_none(std::string_view text) { return text.empty() ? "–" : std::string(text); }

std::string line_of(const Family& family) {
  const auto& metric = family.first->metric;
  std::string help(metric.help);
  for (auto at = help.find('|'); at != std::string::npos; at = help.find('|', at + 2)) help.insert(at, "\\");
  if (!family.first->only_with.empty())
    help.append(" Only with `").append(family.first->only_with).append("`.");
  std::string line = "| `" + std::string(metric.name) + "` | ";
  line.append(metric.type == model::Type::counter ? "counter" : "gauge").append(" | ");
  line.append(or_none(unit_of(metric.name))).append(" | ").append(or_none(family.labels)).append(" | ");
  line.append(model::name(metric.group))
      .append(model::default_groups.has(metric.group) ? " | on | " : " | off | ");
  line.append(or_none(family.v1)).append(" | ").append(or_none(family.v2)).append(" | ");
  return line.append(help).append(" |\n");
}

}  // namespace

std::string_view unit_of(std::string_view family) {
  std::string_view unit;
  for (const auto& known : units) {
    if (!family.ends_with(known.family)) continue;
    if (unit.empty()) unit = known.unit;  // the list begins with the more special ends
  }
  return unit;
}

std::string describe_markdown(std::span<const Table> tables) {
  std::string out;
  for (const auto& table : tables) {
    out.append("## ").append(table.controller).append("\n\n");
    out += "| family | type | unit | labels of its own | group | default | cgroup v1 | cgroup v2 | is |\n";
    out += "|---|---|---|---|---|---|---|---|---|\n";
    for (auto row = table.rows.begin(); row != table.rows.end();) {
      Family family{&*row, {}, {}, {}};
      for (; row != table.rows.end() && row->metric.name == family.first->metric.name; ++row)
        add(*row, family);
      out += line_of(family);
    }
    out += "\n";
  }
  return out;
}

}  // namespace exporter::read
