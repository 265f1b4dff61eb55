// SPDX-License-Identifier: Apache-2.0
#include "compare/command.hpp"

#include <algorithm>
#include <ostream>
#include <regex>
#include <thread>

#include "compare/arguments.hpp"
#include "compare/fetch.hpp"
#include "compare/report.hpp"

namespace exporter::compare {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience{30};

// std::regex goes one call deeper for each character.
constexpr std::size_t longest_matched = 1024;

struct Scrape {
  Page page;
  Clock::time_point at;
};

Scrape scrape(const std::string& url) {
  const auto begun = Clock::now();
  const auto text = fetch(url, patience);
  const auto ended = Clock::now();
  Scrape result{parse_page(text), begun + (ended - begun) / 2};
  if (result.page.families.empty()) throw CompareError(url_to_show(url) + ": the page has no metrics");
  return result;
}

Ignored ignored_by(const std::string& pattern) {
  try {
    return [regex = std::regex(pattern)](const std::string& name) {
      return !name.empty() && name.size() <= longest_matched && std::regex_match(name, regex);
    };
  } catch (const std::regex_error& error) {
    throw CompareError("--ignore: \"" + pattern + "\" is not valid: " + error.what());
  }
}

double seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

std::vector<Scrape> scrape_each(const std::vector<std::string>& urls) {
  std::vector<Scrape> scrapes;
  scrapes.reserve(urls.size());
  for (const auto& url : urls) scrapes.push_back(scrape(url));
  return scrapes;
}

// What is to be compared, the later scrapes' distance into `limits`.
Sides scrape_all(const std::vector<std::string>& urls, Limits& limits) {
  auto earlier = scrape_each(urls);
  std::this_thread::sleep_until(earlier.front().at + std::chrono::duration_cast<Clock::duration>(
                                                         std::chrono::duration<double>(limits.interval)));
  auto later = scrape_each(urls);
  if (limits.one_exporter) {
    limits.interval = seconds(later[0].at - earlier[0].at);
    return {Side{{}, std::move(earlier[0].page), 0}, Side{{}, std::move(later[0].page), 0}};
  }
  limits.interval = std::max(limits.interval, seconds(later[1].at - later[0].at));
  const auto side = [&](std::size_t i) {
    return Side{std::move(earlier[i].page), std::move(later[i].page), seconds(later[i].at - earlier[i].at)};
  };
  return {side(0), side(1)};
}

int compare_urls(const Arguments& arguments, std::ostream& out) {
  std::vector<std::string> urls;
  for (const auto& url : arguments.urls) urls.push_back(full_url(url));
  Subject subject{{url_to_show(urls.front()), url_to_show(urls.back())},
                  {arguments.tolerance, arguments.interval, urls.size() == 1}};
  const auto ignored = ignored_by(arguments.ignore);
  const auto sides = scrape_all(urls, subject.limits);
  const auto report = compare(sides, subject.limits, ignored);
  out << (arguments.json ? as_json(report, subject) : in_words(report, subject)) << std::flush;
  return report.equal() ? 0 : 1;
}

}  // namespace

int run(const std::vector<std::string>& words, std::ostream& out, std::ostream& errors) {
  try {
    const auto arguments = parse_arguments(words);
    if (!arguments.help) return compare_urls(arguments, out);
    out << usage();
    return 0;
  } catch (const std::exception& error) {
    errors << "container-exporter compare: " << error.what() << "\n";
    return 2;
  }
}

}  // namespace exporter::compare
