// SPDX-License-Identifier: Apache-2.0
#include "read/plan.hpp"

#include <algorithm>

namespace exporter::read {

namespace {

bool is_cgroup(Place place) {
  return static_cast<std::size_t>(place) < cgroup_places && place != Place::none;
}

bool reads_file(const Term& term) {
  return term.place != Place::network && term.place != Place::fact && term.place != Place::supplied;
}

// The column of the row that this host keeps. A row that reads no cgroup file has one column for both.
Sources sources_for(const TableRow& row, const Hierarchy& hierarchy) {
  for (const auto column : {row.v2, row.v1}) {
    for (const auto& source : column) {
      if (!is_cgroup(source.first.place)) continue;
      return hierarchy.mount(source.first.place).version == Version::v2 ? row.v2 : row.v1;
    }
  }
  return first_place(row.v2) != Place::none ? row.v2 : row.v1;
}

class Compiler {
 public:
  Compiler(const Hierarchy& hierarchy, Kind kind, model::Groups groups)
      : hierarchy_(hierarchy), groups_(groups) {
    plan_.kind = kind;
  }

  Plan compile(std::span<const Table> tables, const model::Layout& columns) {
    std::size_t index = 0;
    for (const auto& table : tables) {
      for (const auto& row : table.rows) {
        if (groups_.has(row.metric.group)) add(row, columns.series[index++].column);
      }
    }
    resolve_conditions();
    return std::move(plan_);
  }

 private:
  void add(const TableRow& row, std::size_t column) {
    PlanRow planned{&row, column, {}, plan_.rows.size()};
    std::vector<std::size_t> better;  // files of the sources before this one
    std::vector<std::size_t> next_better;
    for (const auto& source : sources_for(row, hierarchy_)) {
      if (source.root_only && plan_.kind != Kind::root) continue;
      if (source.root_only && source.first.place == Place::none) break;
      if (source.first.place == Place::none) continue;
      const auto per = row.metric.per;
      const Slot first = add(source.first, per, better);
      if (reads_file(source.first)) next_better.push_back(file_);
      planned.sources.push_back(
          {first, add(source.plus, per, better), add(source.less, per, better), &source});
      if (source.root_only) break;  // what is written for the root needs no fallback
      better = next_better;
    }
    plan_.rows.push_back(std::move(planned));
  }

  Slot add(const Term& term, model::Dimension per, const std::vector<std::size_t>& better) {
    if (term.place == Place::none) return {};
    if (!reads_file(term)) return {term.place, term.index};
    file_ = file_of(term, records_of(per), better);
    auto& wanted = plan_.files[file_].keys.wanted;
    const auto known =
        std::find_if(wanted.begin(), wanted.end(), [&](const Wanted& w) { return w.key == term.key; });
    if (known != wanted.end()) return {term.place, known->slot};
    const bool of_subject = per == model::Dimension::none;
    auto& slots = of_subject ? plan_.slots : plan_.record_slots[static_cast<std::size_t>(records_of(per))];
    wanted.push_back({term.key, slots++});
    return {term.place, wanted.back().slot};
  }

  std::size_t file_of(const Term& term, model::Dimension records, const std::vector<std::size_t>& better) {
    const bool innermost = term.innermost && plan_.kind == Kind::nested_container;
    auto& files = plan_.files;
    const auto known = std::find_if(files.begin(), files.end(), [&](const PlanFile& file) {
      return same_directory(file.place, term.place) && file.file == std::string_view(term.file) &&
             file.innermost == innermost;
    });
    if (known != files.end()) {
      // Somebody needs it whatever else exists.
      if (better.empty()) known->read_if_absent.clear();
      return static_cast<std::size_t>(known - files.begin());
    }
    files.push_back({term.place, term.format, std::string(term.file), innermost, records, {}, better});
    return files.size() - 1;
  }

  bool same_directory(Place a, Place b) const {
    return a == b || (is_cgroup(a) && is_cgroup(b) && hierarchy_.mount(a).root == hierarchy_.mount(b).root);
  }

  void resolve_conditions() {
    for (auto& planned : plan_.rows) {
      const auto match = std::find_if(plan_.rows.begin(), plan_.rows.end(), [&](const PlanRow& other) {
        return other.row->metric.name == planned.row->only_with;
      });
      if (match != plan_.rows.end()) planned.only_with = static_cast<std::size_t>(match - plan_.rows.begin());
    }
  }

  const Hierarchy& hierarchy_;
  const model::Groups groups_;
  Plan plan_;
  std::size_t file_ = 0;  // the file that the last term added is in
};

}  // namespace

model::Layout layout(std::span<const Table> tables, model::Groups groups) {
  model::Layout result;
  for (const auto& table : tables) {
    for (const auto& row : table.rows) {
      if (!groups.has(row.metric.group)) continue;
      auto& columns = result.columns[static_cast<std::size_t>(row.metric.per)];
      result.series.push_back({&row.metric, columns++});
    }
  }
  return result;
}

Plan compile(std::span<const Table> tables, const Hierarchy& hierarchy, Kind kind, model::Groups groups) {
  return Compiler(hierarchy, kind, groups).compile(tables, layout(tables, groups));
}

}  // namespace exporter::read
