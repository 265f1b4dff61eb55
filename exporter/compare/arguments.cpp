// SPDX-License-Identifier: Apache-2.0
#include "compare/arguments.hpp"

#include <charconv>
#include <string_view>

#include "compare/fetch.hpp"

namespace exporter::compare {

namespace {

constexpr double longest_interval = 3600;
constexpr double shortest_interval = 0.1;

// The number that text begins with; what follows it is left in `text`. -1: none.
double take_number(std::string_view& text) {
  double number = -1;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc{}) return -1;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

double tolerance_of(const std::string& value) {
  std::string_view rest = value;
  const double number = take_number(rest);
  if (!(number >= 0 && number <= 1) || !rest.empty()) {
    throw CompareError("--tolerance: \"" + value +
                       "\" is not valid; expected a part of 1, such as 0.1 for 10 %");
  }
  return number;
}

double interval_of(const std::string& value) {
  std::string_view rest = value;
  double seconds = take_number(rest);
  if (rest == "ms") {
    seconds /= 1000;
  } else if (rest == "m") {
    seconds *= 60;
  } else if (rest != "s") {
    seconds = -1;
  }
  if (!(seconds >= shortest_interval && seconds <= longest_interval)) {
    throw CompareError("--interval: \"" + value +
                       "\" is not valid; expected a time from 100ms to 60m, such as 30s");
  }
  return seconds;
}

void set(const std::string& name, const std::string& value, Arguments& arguments) {
  if (name == "tolerance") {
    arguments.tolerance = tolerance_of(value);
  } else if (name == "interval") {
    arguments.interval = interval_of(value);
  } else {
    arguments.ignore = value;
  }
}

}  // namespace

Arguments parse_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (word->size() < 2 || word->front() != '-') {
      arguments.urls.push_back(*word);
      continue;
    }
    const auto equals = word->find('=');
    const auto dashes = word->starts_with("--") ? 2U : 1U;
    const auto name = word->substr(dashes, equals == std::string::npos ? equals : equals - dashes);
    if (name == "help" || name == "h") {
      arguments.help = true;
      return arguments;
    }
    if (name == "json" && equals == std::string::npos) {
      arguments.json = true;
    } else if (name != "tolerance" && name != "interval" && name != "ignore") {
      throw CompareError("unknown flag \"" + *word + "\"; see compare --help");
    } else if (equals != std::string::npos) {
      set(name, word->substr(equals + 1), arguments);
    } else if (word + 1 != words.end()) {
      set(name, *++word, arguments);
    } else {
      throw CompareError("--" + name + " needs a value");
    }
  }
  if (arguments.urls.empty() || arguments.urls.size() > 2) {
    throw CompareError("expected one URL or two, not " + std::to_string(arguments.urls.size()) +
                       "; see compare --help");
  }
  return arguments;
}

std::string usage() {
  return "usage: container-exporter compare URL [URL] [flags]\n\n"
         "Scrapes two exporters twice, and reports how the second's families, types, labels, series and "
         "values\n"
         "differ from the first's. With one URL, compares that exporter with itself at two moments.\n"
         "A URL without a path means /metrics.\n\n"
         "  --tolerance=0.1    by how much of the larger value or rate two may differ\n"
         "  --interval=5s      time between the two scrapes; for cAdvisor no less than 30s\n"
         "  --ignore=REGEX     families, label names and ids to leave out, matched as a whole; default:\n"
         "                     " +
         Arguments{}.ignore +
         "\n"
         "  --json             one JSON object instead of words\n\n"
         "Exit status: 0 equal, 1 different, 2 could not compare.\n";
}

}  // namespace exporter::compare
