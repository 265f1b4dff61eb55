// SPDX-License-Identifier: Apache-2.0
#include "compare/report.hpp"

#include <algorithm>

#include "base/escape.hpp"
#include "base/number.hpp"

namespace exporter::compare {

namespace {

constexpr std::size_t examples = 3;
constexpr std::size_t names_shown = 10;
constexpr std::array<std::string_view, 2> sides{"first", "second"};

std::string count(std::size_t number, std::string_view what) {
  std::string text = std::to_string(number) + " ";
  if (number == 1 && what == "families") return text + "family";
  return text.append(number == 1 && what == "cgroups" ? "cgroup" : what);
}

std::string padded(std::string text) {
  constexpr std::size_t width = 50;
  text.resize(std::max(width, text.size()), ' ');
  return "  " + text + " ";
}

void append_problems(const Report& report, std::string& out) {
  for (std::size_t side = 0; side < 2; ++side) {
    for (const auto& problem : report.problems[side]) {
      out.append("the ").append(sides[side]).append(" page: ").append(problem).append("\n");
    }
  }
}

void append_families(const Report& report, std::string& out) {
  for (std::size_t side = 0; side < 2; ++side) {
    const auto& families = report.families_of_one[side];
    if (families.empty()) continue;
    out.append(count(families.size(), "families")).append(" only in the ").append(sides[side]).append(":\n");
    for (const auto& family : families) {
      out += padded(family.name) + quoted(family.type) + ", " + count(family.series, "series") + "\n";
    }
  }
  if (report.types.empty()) return;
  out += "types:\n";
  for (const auto& [family, types] : report.types) {
    out += padded(family) + quoted(types[0]) + " and " + quoted(types[1]) + "\n";
  }
}

void append_ids(const Report& report, std::string& out) {
  for (std::size_t side = 0; side < 2; ++side) {
    const auto& ids = report.ids_of_one[side];
    if (ids.empty()) continue;
    out.append(count(ids.size(), "cgroups")).append(" only in the ").append(sides[side]).append(":\n");
    for (std::size_t i = 0; i < std::min(ids.size(), names_shown); ++i) out += "  " + quoted(ids[i]) + "\n";
    if (ids.size() > names_shown) out += "  and " + std::to_string(ids.size() - names_shown) + " more\n";
  }
}

void append_labels(const Report& report, std::string& out) {
  if (report.labels.empty()) return;
  out += "labels:\n";
  for (const auto& [name, difference] : report.labels) {
    std::string what;
    for (std::size_t side = 0; side < 2; ++side) {
      if (difference.only[side] == 0) continue;
      what += (what.empty() ? "" : ", ") + std::string("only in the ").append(sides[side]) + " on " +
              count(difference.only[side], "series");
    }
    if (difference.differing != 0) {
      what += (what.empty() ? "" : ", ") + ("differs on " + count(difference.differing, "series"));
    }
    out += padded(name) + what + " of " + count(difference.families.size(), "families") + ", as " +
           quoted(difference.example[0]) + " and " + quoted(difference.example[1]) + "\n";
  }
}

void append_examples(const std::vector<Labels>& list, std::string& out) {
  for (std::size_t i = 0; i < std::min(list.size(), examples); ++i) out += "    " + text_of(list[i]) + "\n";
}

std::string example_of(const std::vector<Labels>& list, const std::string& label) {
  const auto* value = value_of(list.front(), label);
  return quoted(value == nullptr ? "" : *value);
}

void append_series(const Report& report, std::string& out) {
  if (report.series.empty()) return;
  out += "series:\n";
  for (const auto& [family, only, label] : report.series) {
    std::string what;
    for (std::size_t side = 0; side < 2; ++side) {
      if (only[side].empty()) continue;
      what += (what.empty() ? "" : ", ") + std::to_string(only[side].size()) + " only in the ";
      what += sides[side];
    }
    if (!label.empty()) {
      what +=
          ": " + label + " differs, as " + example_of(only[0], label) + " and " + example_of(only[1], label);
    }
    out += padded(family) + what + "\n";
    if (!label.empty()) continue;
    for (const auto& list : only) append_examples(list, out);
  }
}

void append_values(const Report& report, const Subject& subject, std::string& out) {
  if (report.values.empty()) return;
  out += "values that differ by more than " + text_of(subject.limits.tolerance * 100) + " %:\n";
  for (const auto& [family, series, different] : report.values) {
    out += padded(family) + std::to_string(different.size()) + " of " + count(series, "series") + "\n";
    for (std::size_t i = 0; i < std::min(different.size(), examples); ++i) {
      const auto& compared = different[i].compared;
      const std::string unit = compared.rate ? " per second" : "";
      out += "    " + text_of(different[i].labels) + ": " + text_of(compared.first) + " and " +
             text_of(compared.second) + unit + "\n";
    }
  }
}

}  // namespace

// escape_label makes it UTF-8 and escapes as JSON does, but for the other control characters.
std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char letter : base::escape_label(text)) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte >= 0x20 && byte != 0x7f) {
      out += letter;
    } else {
      out.append("\\u00").append({digits[byte >> 4U], digits[byte & 15U]});
    }
  }
  return out + "\"";
}

std::string text_of(const Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels)
    out.append(out.empty() ? "" : ",").append(name).append("=") += quoted(value);
  return "{" + out + "}";
}

std::string text_of(double number) {
  std::string text;
  base::append_double(text, number);
  return text;
}

std::string in_words(const Report& report, const Subject& subject) {
  const bool one = subject.limits.one_exporter;
  std::string out =
      "first:  " + subject.urls[0] + "\nsecond: " + subject.urls[1] + (one ? ", later" : "") + "\n";
  append_problems(report, out);
  append_families(report, out);
  append_ids(report, out);
  append_labels(report, out);
  append_series(report, out);
  append_values(report, subject, out);
  out += count(report.families, "families") + " and " + count(report.matched, "series") + " in both";
  if (report.unknown != 0) out += ", of which " + count(report.unknown, "counters") + " without a rate";
  if (report.ignored != 0) out += "; " + count(report.ignored, "families") + " ignored";
  return out + (report.equal() ? "\nequal\n" : "\ndifferent\n");
}

}  // namespace exporter::compare
