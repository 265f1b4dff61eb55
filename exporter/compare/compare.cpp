// SPDX-License-Identifier: Apache-2.0
#include "compare/compare.hpp"

#include <algorithm>

#include "compare/series.hpp"

namespace exporter::compare {

namespace {

bool is_counter(const Family& family, const Labels& labels) {
  return family.type == "counter" || family.type == "histogram" ||
         (family.type == "summary" && labels.count("__name__") != 0);
}

class Comparison {
 public:
  Comparison(const Sides& sides, const Limits& limits, const Ignored& ignored)
      : sides_(sides), limits_(limits), ignored_(ignored) {}

  Report run() {
    for (std::size_t side = 0; side < 2; ++side) {
      problems(side);
      compare_ids(side);
      families_of_one(side);
    }
    for (const auto& [name, first] : sides_[0].later.families) {
      const auto second = sides_[1].later.families.find(name);
      if (second == sides_[1].later.families.end()) continue;
      if (ignored_(name)) {
        ++report_.ignored;
      } else {
        compare_family(name, {&first, &second->second});
      }
    }
    return std::move(report_);
  }

 private:
  void problems(std::size_t side) {
    for (const auto* page : {&sides_[side].earlier, &sides_[side].later}) {
      auto& list = report_.problems[side];
      if (page->malformed != 0) {
        list.push_back(std::to_string(page->malformed) + " lines are not of the format, the first is line " +
                       std::to_string(page->first_malformed));
      }
      if (page->repeated != 0) list.push_back(std::to_string(page->repeated) + " series stand there twice");
      if (!list.empty()) return;  // once is enough
    }
  }

  void compare_ids(std::size_t side) {
    const auto own = ids_of(sides_[side].later, ignored_);
    const auto other = ids_of(sides_[1 - side].later, ignored_);
    for (const auto& id : own) {
      if (other.count(id) != 0) continue;
      left_out_.insert(id);
      if (!ignored_(id)) report_.ids_of_one[side].push_back(id);
    }
  }

  void families_of_one(std::size_t side) {
    const auto& other = sides_[1 - side].later.families;
    for (const auto& [name, family] : sides_[side].later.families) {
      if (other.count(name) != 0) continue;
      if (ignored_(name)) {
        ++report_.ignored;
      } else {
        report_.families_of_one[side].push_back({name, family.type, family.series.size()});
      }
    }
  }

  void compare_family(const std::string& name, const Pair& families) {
    ++report_.families;
    if (families[0]->type != families[1]->type) {
      report_.types.push_back({name, {families[0]->type, families[1]->type}});
    }
    SeriesDifference unmatched{name, {}, {}};
    std::array<std::vector<Labels>, 2> keys;
    FamilyValues values{name, 0, {}};
    for (auto& [key, group] : groups_of(families, left_out_, ignored_)) {
      match_equal(name, families, group, values);
      if (group[0].size() == 1 && group[1].size() == 1) {
        match(name, families, {group[0][0], group[1][0]}, values);
        continue;
      }
      for (std::size_t side = 0; side < 2; ++side) {
        for (const auto* series : group[side]) unmatched.only[side].push_back(series->first);
        if (!group[side].empty()) keys[side].push_back(key);
      }
    }
    unmatched.label = label_apart(keys);
    if (!unmatched.only[0].empty() || !unmatched.only[1].empty())
      report_.series.push_back(std::move(unmatched));
    if (!values.different.empty()) report_.values.push_back(std::move(values));
  }

  // Several series of one key: those that are alike in every label belong together.
  void match_equal(const std::string& name, const Pair& families, Group& group, FamilyValues& values) {
    if (group[0].size() + group[1].size() < 3) return;
    std::erase_if(group[0], [&](const Series* first) {
      const auto twin = std::find_if(group[1].begin(), group[1].end(),
                                     [&](const Series* second) { return second->first == first->first; });
      if (twin == group[1].end()) return false;
      match(name, families, {first, *twin}, values);
      group[1].erase(twin);
      return true;
    });
  }

  void match(const std::string& name, const Pair& families, const std::array<const Series*, 2>& pair,
             FamilyValues& values) {
    ++report_.matched;
    ++values.series;
    compare_labels(name, pair[0]->first, pair[1]->first);
    const bool counter = is_counter(*families[0], pair[0]->first) || is_counter(*families[1], pair[1]->first);
    const auto compared =
        compare_values(name, counter, observed(0, name, *pair[0]), observed(1, name, *pair[1]), limits_);
    if (compared.verdict == Verdict::unknown) ++report_.unknown;
    if (compared.verdict == Verdict::different) values.different.push_back({pair[0]->first, compared});
  }

  void compare_labels(const std::string& family, const Labels& first, const Labels& second) {
    for (const auto& [name, value] : first) {
      const auto* other = value_of(second, name);
      if (other != nullptr && *other == value) continue;
      auto* difference = label_difference(name, family, value, other == nullptr ? "" : *other);
      if (difference != nullptr) ++(other == nullptr ? difference->only[0] : difference->differing);
    }
    for (const auto& [name, value] : second) {
      if (first.count(name) != 0) continue;
      auto* difference = label_difference(name, family, "", value);
      if (difference != nullptr) ++difference->only[1];
    }
  }

  LabelDifference* label_difference(const std::string& label, const std::string& family,
                                    const std::string& first, const std::string& second) {
    if (ignored_(label)) return nullptr;
    auto& difference = report_.labels[label];
    if (difference.families.empty()) difference.example = {first, second};
    difference.families.insert(family);
    return &difference;
  }

  Observed observed(std::size_t side, const std::string& name, const Series& series) const {
    Observed result{std::nullopt, series.second, sides_[side].seconds};
    const auto& families = sides_[side].earlier.families;
    const auto family = families.find(name);
    if (family == families.end()) return result;
    const auto earlier = family->second.series.find(series.first);
    if (earlier != family->second.series.end()) result.earlier = earlier->second;
    return result;
  }

  const Sides& sides_;
  const Limits& limits_;
  const Ignored& ignored_;
  Names left_out_;  // ids that only one side has
  Report report_;
};

}  // namespace

bool Report::equal() const {
  const auto none = [](const auto& lists) { return lists[0].empty() && lists[1].empty(); };
  return none(families_of_one) && types.empty() && labels.empty() && none(ids_of_one) && series.empty() &&
         values.empty() && none(problems);
}

Report compare(const Sides& sides, const Limits& limits, const Ignored& ignored) {
  return Comparison(sides, limits, ignored).run();
}

}  // namespace exporter::compare
