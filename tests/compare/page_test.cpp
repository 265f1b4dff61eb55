// SPDX-License-Identifier: Apache-2.0
#include "compare/page.hpp"

#include <cmath>
#include <random>

#include "support/catch.hpp"

using namespace exporter::compare;

namespace {

const std::string cadvisor =
    "# HELP container_cpu_usage_seconds_total Cumulative cpu time consumed in seconds.\n"
    "# TYPE container_cpu_usage_seconds_total counter\n"
    "container_cpu_usage_seconds_total{container_label_a=\"\",cpu=\"total\",id=\"/\",image=\"\",name=\"\"} "
    "4.909829392e+03 1719999999123\n"
    "container_cpu_usage_seconds_total{container_label_a=\"x\\\"y\\\\z\\nw\",cpu=\"total\",id=\"/docker/"
    "1\",image=\"busy\","
    "name=\"web\"} 7e-09 1719999998000\n"
    "# HELP machine_memory_bytes Amount of memory.\n"
    "# TYPE machine_memory_bytes gauge\n"
    "machine_memory_bytes{boot_id=\"b\",machine_id=\"\",system_uuid=\"u\"} 1.6777216e+10 1719999000000\n"
    "container_scrape_error 0\n";

std::size_t malformed(const std::string& line) { return parse_page(line + "\n").malformed; }

double value_of(const std::string& text) {
  const auto page = parse_page("a " + text + "\n");
  REQUIRE(page.malformed == 0);
  return page.families.at("a").series.at({}).value;
}

}  // namespace

TEST_CASE("a page of cAdvisor: padding, escapes, exponents, timestamps") {
  const auto page = parse_page(cadvisor);
  CHECK(page.malformed == 0);
  REQUIRE(page.families.size() == 3);
  const auto& cpu = page.families.at("container_cpu_usage_seconds_total");
  CHECK(cpu.type == "counter");
  REQUIRE(cpu.series.size() == 2);
  const auto& root = cpu.series.at({{"cpu", "total"}, {"id", "/"}});
  CHECK(root.value == 4909.829392);
  CHECK(root.timestamp == 1719999999123);
  const Labels web{{"container_label_a", "x\"y\\z\nw"},
                   {"cpu", "total"},
                   {"id", "/docker/1"},
                   {"image", "busy"},
                   {"name", "web"}};
  CHECK(cpu.series.at(web).value == 7e-9);
  CHECK(page.families.at("container_scrape_error").type == "untyped");
  CHECK_FALSE(page.families.at("container_scrape_error").series.at({}).timestamp);
}

TEST_CASE("the values of the format") {
  CHECK(value_of("1.34217728e+08") == 134217728);
  CHECK(value_of("-3") == -3);
  CHECK(value_of("+3") == 3);
  CHECK(value_of("+Inf") == INFINITY);
  CHECK(value_of("-Inf") == -INFINITY);
  CHECK(std::isnan(value_of("NaN")));
}

TEST_CASE("blanks, tabs, commas and line ends where the format allows them") {
  for (const std::string line :
       {"a{b=\"c\",} 1", "  a  {  b = \"c\" , }  1  ", "a{b=\"c\"}1", "a\t{b=\"c\"}\t1\t5", "a{b=\"c\"} 1\r",
        "\n\na{b=\"c\"} 1", "a{b=\"c\"} 1 # {trace=\"1\"} 2", "a{b=\"c\"} 1 5 # {trace=\"1\"} 2",
        "# EOF\n#\n# x\na{b=\"c\"} 1"}) {
    CAPTURE(line);
    const auto page = parse_page(line);
    CHECK(page.malformed == 0);
    CHECK(page.families.at("a").series.count({{"b", "c"}}) == 1);
  }
  CHECK(parse_page("a{} 1\n").families.at("a").series.count({}) == 1);
  CHECK(parse_page("a{b=\"\\q\"} 1\n").families.at("a").series.count({{"b", "\\q"}}) == 1);
}

TEST_CASE("lines that are not of the format are counted, and the others read") {
  for (const std::string line : {"1a 1",
                                 "a",
                                 "a ",
                                 "a b",
                                 "a 1 x",
                                 "a 1 2 3",
                                 "a 1.5.2",
                                 "a ++1",
                                 "a +-1",
                                 "a nan(1)",
                                 "a 0x",
                                 "a{ 1",
                                 "a{b} 1",
                                 "a{b=} 1",
                                 "a{b=c} 1",
                                 "a{b=\"c} 1",
                                 "a{b=\"c\\",
                                 "a{b=\"c\" d=\"e\"} 1",
                                 "a{b=\"1\",b=\"2\"} 1",
                                 "a{b:c=\"d\"} 1",
                                 "a{,} 1",
                                 "a}b=\"c\"} 1",
                                 "{b=\"c\"} 1",
                                 "a{\"b\"} 1",
                                 "é 1"}) {
    CAPTURE(line);
    CHECK(malformed(line) == 1);
  }
  const auto page = parse_page("a 1\nbad\nb 2\nworse\n");
  CHECK(page.families.size() == 2);
  CHECK(page.malformed == 2);
  CHECK(page.first_malformed == 2);
}

TEST_CASE("a series that stands there twice is counted, with empty labels or without") {
  const auto page = parse_page("a{b=\"c\"} 1\na{b=\"c\",d=\"\"} 2\n");
  CHECK(page.repeated == 1);
  CHECK(page.families.at("a").series.at({{"b", "c"}}).value == 2);
}

TEST_CASE("the parts of a histogram are one family") {
  const auto page = parse_page(
      "# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 3\nh_sum 4\nh_count 3\nother_count "
      "1\n");
  CHECK(page.families.size() == 2);
  const auto& family = page.families.at("h");
  CHECK(family.type == "histogram");
  CHECK(family.series.size() == 4);
  CHECK(family.series.at({{"__name__", "h_sum"}}).value == 4);
}

TEST_CASE("nothing and binary nonsense are pages without metrics") {
  CHECK(parse_page("").families.empty());
  CHECK(parse_page(std::string(1000, '\0')).families.empty());
  CHECK(parse_page(std::string(100000, '{')).families.empty());
  CHECK(parse_page("<html><body>404</body></html>\n").malformed == 1);
}

TEST_CASE("a page cut off anywhere loses its last line at most") {
  const auto whole = parse_page(cadvisor);
  for (std::size_t length = 0; length < cadvisor.size(); ++length) {
    const auto page = parse_page(std::string_view(cadvisor).substr(0, length));
    CHECK(page.malformed <= 1);
    CHECK(page.families.size() <= whole.families.size());
  }
}

TEST_CASE("damaged pages are read without harm, and give legal names alone") {
  std::mt19937 random(4);  // the same damage each time
  const std::string nasty = std::string("\"\\{}=, \n#+eNI\t\r\xff", 17) + '\0';
  std::size_t series = 0;
  for (int round = 0; round < 3000; ++round) {
    auto text = cadvisor;
    for (int damage = 0; damage < 8; ++damage) {
      const auto at = random() % text.size();
      switch (random() % 3) {
        case 0: text[at] = nasty[random() % nasty.size()]; break;
        case 1: text.erase(at, random() % 5); break;
        default: text.insert(at, 1, nasty[random() % nasty.size()]);
      }
    }
    for (const auto& [name, family] : parse_page(text).families) {
      series += family.series.size();
      CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:0123456789") ==
            std::string::npos);
      for (const auto& [labels, sample] : family.series) CHECK(labels.count("") == 0);
    }
  }
  CHECK(series > 3000);  // most lines survive
}
