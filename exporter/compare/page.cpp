// SPDX-License-Identifier: Apache-2.0
#include "compare/page.hpp"

#include <charconv>

#include "base/scan.hpp"

namespace exporter::compare {

namespace {

bool is_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_';
}
bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

void skip_blanks(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

bool take(char expected, std::string_view& text) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

enum class Colons { allowed, refused };

// Empty when there is none.
std::string_view take_name(std::string_view& text, Colons colons) {
  std::size_t length = 0;
  while (length < text.size()) {
    const char letter = text[length];
    const bool good =
        is_letter(letter) || (letter == ':' && colons == Colons::allowed) || (length > 0 && is_digit(letter));
    if (!good) break;
    ++length;
  }
  const auto name = text.substr(0, length);
  text.remove_prefix(length);
  return name;
}

// The text between double quotes; an escape that the format does not know stands for itself.
bool take_quoted(std::string_view& text, std::string& value) {
  if (!take('"', text)) return false;
  while (!text.empty()) {
    const char letter = text.front();
    text.remove_prefix(1);
    if (letter == '"') return true;
    if (letter != '\\') {
      value += letter;
      continue;
    }
    if (text.empty()) return false;
    const char escaped = text.front();
    text.remove_prefix(1);
    if (escaped == 'n') {
      value += '\n';
    } else {
      if (escaped != '\\' && escaped != '"') value += '\\';
      value += escaped;
    }
  }
  return false;
}

bool take_labels(std::string_view& text, Labels& labels) {
  Labels seen;
  for (skip_blanks(text); !take('}', text); skip_blanks(text)) {
    const std::string name(take_name(text, Colons::refused));
    skip_blanks(text);
    if (name.empty() || !take('=', text)) return false;
    skip_blanks(text);
    std::string value;
    if (!take_quoted(text, value) || !seen.emplace(name, std::move(value)).second) return false;
    skip_blanks(text);
    if (!take(',', text) && (text.empty() || text.front() != '}')) return false;
  }
  for (auto& [name, value] : seen) {
    if (!value.empty()) labels.emplace(name, std::move(value));
  }
  return true;
}

bool parse_value(std::string_view word, double& value) {
  if (word.size() > 1 && word.front() == '+' && word[1] != '-') word.remove_prefix(1);
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc{} && end == word.data() + word.size() && !word.ends_with(')');  // not nan(...)
}

// Value and timestamp. What follows '#' is an exemplar.
bool parse_sample(std::string_view text, Sample& sample) {
  if (!parse_value(base::take_word(text), sample.value)) return false;
  const auto word = base::take_word(text);
  if (word.empty() || word.front() == '#') return true;
  std::int64_t time = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), time);
  if (error != std::errc{} || end != word.data() + word.size()) return false;
  sample.timestamp = time;
  const auto rest = base::take_word(text);
  return rest.empty() || rest.front() == '#';
}

class Reader {
 public:
  Page read(std::string_view text) {
    for (std::size_t number = 1; !text.empty(); ++number) {
      const auto line = base::trim(base::take_line(text));
      if (line.empty()) continue;
      if (line.front() == '#') {
        comment(line.substr(1));
      } else if (!sample(line) && ++page_.malformed == 1) {
        page_.first_malformed = number;
      }
    }
    return std::move(page_);
  }

 private:
  void comment(std::string_view text) {
    if (base::take_word(text) != "TYPE") return;
    const auto name = base::take_word(text);
    types_.insert_or_assign(std::string(name), std::string(base::take_word(text)));
  }

  // The family that a sample is part of: its own name, or that of the histogram or summary.
  std::string family_of(std::string_view name) const {
    for (const std::string_view end : {"_bucket", "_sum", "_count"}) {
      if (!name.ends_with(end)) continue;
      const auto type = types_.find(std::string(name.substr(0, name.size() - end.size())));
      if (type != types_.end() && (type->second == "histogram" || type->second == "summary"))
        return type->first;
    }
    return std::string(name);
  }

  bool sample(std::string_view line) {
    const std::string name(take_name(line, Colons::allowed));
    if (name.empty()) return false;
    Labels labels;
    skip_blanks(line);
    if (take('{', line) && !take_labels(line, labels)) return false;
    Sample sample;
    if (!parse_sample(line, sample)) return false;
    const auto owner = family_of(name);
    if (owner != name) labels.insert_or_assign("__name__", name);
    auto& family = page_.families[owner];
    if (const auto type = types_.find(owner); type != types_.end()) family.type = type->second;
    if (!family.series.insert_or_assign(std::move(labels), sample).second) ++page_.repeated;
    return true;
  }

  Page page_;
  std::map<std::string, std::string> types_;
};

}  // namespace

Page parse_page(std::string_view text) { return Reader().read(text); }

}  // namespace exporter::compare
