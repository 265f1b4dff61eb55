// SPDX-License-Identifier: Apache-2.0
#include "compare/compare.hpp"

#include "compare/report.hpp"
#include "support/catch.hpp"
#include "support/contains.hpp"

using namespace exporter::compare;
using support::check_contains;

namespace {

const Ignored nothing = [](const std::string&) { return false; };

Report compared(const std::string& first, const std::string& second, const Ignored& ignored = nothing) {
  const auto side = [](const std::string& text) { return Side{parse_page(text), parse_page(text), 5}; };
  return compare({side(first), side(second)}, Limits{}, ignored);
}

std::string words(const Report& report) {
  return in_words(report, {{"http://a:1/metrics", "http://b:2/metrics"}, Limits{}});
}

Ignored only(const std::string& name) {
  return [name](const std::string& asked) { return asked == name; };
}

const std::string ours =
    "# TYPE container_memory_rss gauge\n"
    "container_memory_rss{id=\"/docker/1\",name=\"web\",image=\"nginx\",container_label_a=\"x\"} 1000\n"
    "container_memory_rss{id=\"/docker/2\",name=\"db\",image=\"pg\"} 2000\n"
    "# TYPE container_network_receive_bytes_total counter\n"
    "container_network_receive_bytes_total{id=\"/docker/"
    "1\",name=\"web\",image=\"nginx\",container_label_a=\"x\","
    "interface=\"eth0\"} 10\n"
    "# TYPE machine_memory_bytes gauge\n"
    "machine_memory_bytes 16777216\n";

// The same as cAdvisor writes it: padded with empty labels, exponents, timestamps.
const std::string padded =
    "# TYPE container_memory_rss gauge\n"
    "container_memory_rss{container_label_a=\"x\",container_label_b=\"\",id=\"/docker/"
    "1\",image=\"nginx\",name=\"web\"} 1e+03 "
    "1719999998000\n"
    "container_memory_rss{container_label_a=\"\",container_label_b=\"\",id=\"/docker/"
    "2\",image=\"pg\",name=\"db\"} 2e+03 "
    "1719999998000\n"
    "# TYPE container_network_receive_bytes_total counter\n"
    "container_network_receive_bytes_total{container_label_a=\"x\",container_label_b=\"\",id=\"/docker/"
    "1\",image=\"nginx\","
    "interface=\"eth0\",name=\"web\"} 10 1719999998000\n"
    "# TYPE machine_memory_bytes gauge\n"
    "machine_memory_bytes 1.6777216e+07 1719999000000\n";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

}  // namespace

TEST_CASE("a page is equal to itself as cAdvisor writes it") {
  const auto report = compared(padded, ours);
  CHECK(report.equal());
  CHECK(report.families == 3);
  CHECK(report.matched == 4);
  CHECK(words(report) ==
        "first:  http://a:1/metrics\nsecond: http://b:2/metrics\n3 families and 4 series in both\nequal\n");
}

TEST_CASE("families of one side and other types") {
  const auto report =
      compared("# TYPE a gauge\na 1\nb 1\n", "# TYPE a counter\na 1\nc{x=\"1\"} 1\nc{x=\"2\"} 1\n");
  REQUIRE(report.families_of_one[0].size() == 1);
  CHECK(report.families_of_one[0][0].name == "b");
  CHECK(report.families_of_one[1][0].series == 2);
  REQUIRE(report.types.size() == 1);
  CHECK_FALSE(report.equal());
  check_contains(words(report), "1 family only in the first:\n  b ");
  check_contains(words(report), "\"gauge\" and \"counter\"");
  check_contains(words(report), "different\n");
}

TEST_CASE("a label that differs is said once, and the series still match") {
  const auto report = compared(ours, replaced(ours, "image=\"nginx\"", "image=\"nginx@sha256:1\""));
  CHECK(report.series.empty());
  REQUIRE(report.labels.size() == 1);
  const auto& image = report.labels.at("image");
  CHECK(image.differing == 2);
  CHECK(image.families.size() == 2);
  CHECK(image.example == std::array<std::string, 2>{"nginx", "nginx@sha256:1"});
  check_contains(words(report), "differs on 2 series of 2 families, as \"nginx\" and \"nginx@sha256:1\"");
}

TEST_CASE("a label that only one side has is said once") {
  const auto without = replaced(ours, ",container_label_a=\"x\"", "");
  CHECK(compared(ours, without).labels.at("container_label_a").only == std::array<std::size_t, 2>{2, 0});
  CHECK(compared(without, ours).labels.at("container_label_a").only == std::array<std::size_t, 2>{0, 2});
  const auto machine =
      compared(ours, replaced(ours, "machine_memory_bytes 1", "machine_memory_bytes{boot_id=\"b\"} 1"));
  CHECK(machine.labels.size() == 1);
  CHECK(machine.labels.at("boot_id").only[1] == 1);
  CHECK(machine.series.empty());
  CHECK(compared(ours, without, only("container_label_a")).equal());
}

TEST_CASE("a cgroup of one side is said once, and its series nowhere else") {
  const auto more = ours + "container_memory_rss{id=\"/system.slice/ssh.service\"} 5\n";
  const auto report = compared(more, ours);
  CHECK(report.ids_of_one[0] == std::vector<std::string>{"/system.slice/ssh.service"});
  CHECK(report.series.empty());
  check_contains(words(report), "1 cgroup only in the first:\n  \"/system.slice/ssh.service\"\n");
  CHECK(compared(more, ours, only("/system.slice/ssh.service")).equal());
}

TEST_CASE("series of the family's own labels are missing or extra") {
  const auto report = compared(ours, replaced(ours, "interface=\"eth0\"", "interface=\"eth1\""));
  REQUIRE(report.series.size() == 1);
  CHECK(report.series[0].only[0].size() == 1);
  CHECK(report.series[0].only[1].size() == 1);
  CHECK(report.series[0].label == "interface");
  check_contains(words(report),
                 "1 only in the first, 1 only in the second: interface differs, as \"eth0\" and \"eth1\"\n");
}

TEST_CASE("one series for each CPU against one for all is said once") {
  const std::string total = "c{id=\"/\",cpu=\"total\"} 2\nc{id=\"/a\",cpu=\"total\"} 2\n";
  const std::string each =
      "c{id=\"/\",cpu=\"cpu00\"} 1\nc{id=\"/\",cpu=\"cpu01\"} 1\nc{id=\"/a\",cpu=\"cpu01\"} 2\n";
  check_contains(words(compared(each, total)),
                 "3 only in the first, 2 only in the second: cpu differs, as \"cpu00\" and \"total\"\n");
  const auto other = compared(each, replaced(total, "\"/a\",", "\"/a\",mode=\"x\","));
  CHECK(other.series[0].label == "cpu");  // mode is a label of one side
  CHECK(compared("c{a=\"1\",b=\"1\"} 1\n", "c{a=\"2\",b=\"2\"} 1\n").series[0].label.empty());
}

TEST_CASE("several series against one are not guessed at") {
  const std::string one = "f{id=\"/\"} 1\n";
  const auto report = compared("f{id=\"/\",device=\"a\"} 1\nf{id=\"/\",device=\"b\"} 2\n", one);
  REQUIRE(report.series.size() == 1);
  CHECK(report.series[0].only[0].size() == 2);
  CHECK(report.series[0].only[1].size() == 1);
  const auto twins =
      compared("f{id=\"/\",name=\"a\"} 1\nf{id=\"/\",name=\"b\"} 2\n", "f{id=\"/\",name=\"b\"} 2\n");
  CHECK(twins.matched == 1);
  CHECK(twins.series[0].only[0] == std::vector<Labels>{{{"id", "/"}, {"name", "a"}}});
}

TEST_CASE("values that differ are counted per family with examples") {
  const auto report = compared(ours, replaced(ours, "} 2000", "} 3000"));
  REQUIRE(report.values.size() == 1);
  CHECK(report.values[0].family == "container_memory_rss");
  CHECK(report.values[0].series == 2);
  REQUIRE(report.values[0].different.size() == 1);
  check_contains(words(report), "values that differ by more than 10 %:\n");
  check_contains(words(report), "{id=\"/docker/2\",image=\"pg\",name=\"db\"}: 2000 and 3000\n");
}

TEST_CASE("ignored families are counted alone") {
  const auto report = compared(ours + "go_threads 1\n", ours, only("go_threads"));
  CHECK(report.equal());
  CHECK(report.ignored == 1);
  check_contains(words(report), "; 1 family ignored");
}

TEST_CASE("a page that Prometheus would refuse is a difference") {
  const auto report = compared(ours, ours + "bad line\n");
  CHECK_FALSE(report.equal());
  check_contains(words(report), "the second page: 1 lines are not of the format, the first is line 8\n");
  CHECK_FALSE(compared(ours + "machine_memory_bytes 1\n", ours).equal());
}

TEST_CASE("what a page says cannot steer the terminal") {
  const auto text = words(compared("a{b=\"\033[2J\"} 1\na{b=\"c\"} 1\n", "a{b=\"c\"} 1\n"));
  CHECK(text.find('\033') == std::string::npos);
  check_contains(text, "\\u001b[2J");
}

TEST_CASE("JSON has everything, and is JSON whatever the labels are") {
  const auto report = compared(ours + "a{b=\"\001\xff\\\"\"} NaN\nb 1\n", ours + "a{b=\"x\"} 1\nb 2\n");
  const auto text = as_json(report, {{"http://a/", "http://b/"}, Limits{}});
  check_contains(text,
                 R"({"equal":false,"urls":{"first":"http://a/","second":"http://b/"},"one_exporter":false,)");
  check_contains(text, R"({"b":"\u0001)");
  check_contains(text, "\xef\xbf\xbd");
  check_contains(
      text,
      R"("values":[{"family":"b","series":1,"different":[{"labels":{},"rate":false,"first":1,"second":2}]}])");
  CHECK(text_of(0.1) == "0.1");
  CHECK(text_of(-1.0 / 0.0) == "-Inf");
}
