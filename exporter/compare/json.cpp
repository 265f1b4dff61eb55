// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "compare/report.hpp"

namespace exporter::compare {

namespace {

template <typename List, typename Write>
std::string array_of(const List& list, Write write) {
  std::string out;
  for (const auto& item : list) out.append(out.empty() ? "" : ",") += write(item);
  return "[" + out + "]";
}

// {"first":...,"second":...}
template <typename Value, typename Write>
std::string by_side(const std::array<Value, 2>& values, Write write) {
  return R"({"first":)" + write(values[0]) + R"(,"second":)" + write(values[1]) + "}";
}

std::string quote(const std::string& text) { return quoted(text); }
std::string quotes(const std::vector<std::string>& texts) { return array_of(texts, quote); }

std::string number(double value) { return std::isfinite(value) ? text_of(value) : quoted(text_of(value)); }
std::string whole(std::size_t value) { return std::to_string(value); }

std::string object(const Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels)
    out.append(out.empty() ? "" : ",") += quoted(name) + ":" + quoted(value);
  return "{" + out + "}";
}

std::string family_of_one(const FamilyOfOne& family) {
  return R"({"family":)" + quoted(family.name) + R"(,"type":)" + quoted(family.type) + R"(,"series":)" +
         whole(family.series) + "}";
}

std::string types(const TypeDifference& difference) {
  return R"({"family":)" + quoted(difference.family) + R"(,"types":)" + by_side(difference.types, quote) +
         "}";
}

std::string label(const std::pair<const std::string, LabelDifference>& entry) {
  const auto& [name, difference] = entry;
  return R"({"label":)" + quoted(name) + R"(,"only":)" + by_side(difference.only, whole) +
         R"(,"differing":)" + whole(difference.differing) + R"(,"example":)" +
         by_side(difference.example, quote) + R"(,"families":)" + array_of(difference.families, quote) + "}";
}

std::string series(const SeriesDifference& difference) {
  return R"({"family":)" + quoted(difference.family) + R"(,"only":)" +
         by_side(difference.only, [](const std::vector<Labels>& list) { return array_of(list, object); }) +
         R"(,"label":)" + quoted(difference.label) + "}";
}

std::string value(const ValueDifference& difference) {
  const auto& compared = difference.compared;
  return R"({"labels":)" + object(difference.labels) + R"(,"rate":)" + (compared.rate ? "true" : "false") +
         R"(,"first":)" + number(compared.first) + R"(,"second":)" + number(compared.second) + "}";
}

std::string values(const FamilyValues& family) {
  return R"({"family":)" + quoted(family.family) + R"(,"series":)" + whole(family.series) +
         R"(,"different":)" + array_of(family.different, value) + "}";
}

std::string families(const std::vector<FamilyOfOne>& list) { return array_of(list, family_of_one); }

}  // namespace

std::string as_json(const Report& report, const Subject& subject) {
  std::string out = R"({"equal":)";
  out.append(report.equal() ? "true" : "false");
  out += R"(,"urls":)" + by_side(subject.urls, quote);
  out += R"(,"one_exporter":)";
  out.append(subject.limits.one_exporter ? "true" : "false");
  out += R"(,"tolerance":)" + number(subject.limits.tolerance);
  out += R"(,"families_in_both":)" + whole(report.families);
  out += R"(,"families_ignored":)" + whole(report.ignored);
  out += R"(,"series_in_both":)" + whole(report.matched);
  out += R"(,"counters_without_rate":)" + whole(report.unknown);
  out += R"(,"problems":)" + by_side(report.problems, quotes);
  out += R"(,"families":)" + by_side(report.families_of_one, families);
  out += R"(,"types":)" + array_of(report.types, types);
  out += R"(,"cgroups":)" + by_side(report.ids_of_one, quotes);
  out += R"(,"labels":)" + array_of(report.labels, label);
  out += R"(,"series":)" + array_of(report.series, series);
  out += R"(,"values":)" + array_of(report.values, values);
  return out + "}\n";
}

}  // namespace exporter::compare
