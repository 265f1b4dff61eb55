// SPDX-License-Identifier: Apache-2.0
#include "compare/arguments.hpp"

#include "compare/fetch.hpp"
#include "support/catch.hpp"
#include "support/contains.hpp"

using namespace exporter::compare;
using support::check_contains;

namespace {

std::string error_of(const std::vector<std::string>& words) {
  try {
    parse_arguments(words);
    return "none";
  } catch (const CompareError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("one URL or two, flags anywhere, with one dash or two, with = or without") {
  const auto arguments = parse_arguments(
      {"-tolerance=0.2", "a:1", "--interval", "500ms", "b:2", "--json", "--ignore=go_.*|x=y"});
  CHECK(arguments.urls == std::vector<std::string>{"a:1", "b:2"});
  CHECK(arguments.tolerance == 0.2);
  CHECK(arguments.interval == 0.5);
  CHECK(arguments.json);
  CHECK(arguments.ignore == "go_.*|x=y");
  CHECK(parse_arguments({"a", "--interval=2m"}).interval == 120);
  CHECK(parse_arguments({"a", "--ignore="}).ignore.empty());
}

TEST_CASE("mistakes are named") {
  check_contains(error_of({}), "expected one URL or two, not 0");
  check_contains(error_of({"a", "b", "c"}), "not 3");
  check_contains(error_of({"a", "--tolerence=1"}), "unknown flag \"--tolerence=1\"");
  check_contains(error_of({"a", "--interval"}), "--interval needs a value");
  for (const std::string value : {"", "x", "-1", "2", "10%", "nan", "inf", "0.1.1"}) {
    check_contains(error_of({"a", "--tolerance=" + value}), "--tolerance: \"" + value + "\" is not valid");
  }
  for (const std::string value : {"", "s", "5", "5h", "0s", "99ms", "61m", "-5s", "nans", "1e9s"}) {
    check_contains(error_of({"a", "--interval=" + value}), "--interval: \"" + value + "\" is not valid");
  }
}

TEST_CASE("a URL is completed, and other schemes refused") {
  CHECK(full_url("localhost:8080") == "http://localhost:8080/metrics");
  CHECK(full_url("http://localhost:8080/") == "http://localhost:8080/metrics");
  CHECK(full_url("http://[::1]:8080/x?a=b") == "http://[::1]:8080/x?a=b");
  CHECK_THROWS_WITH(full_url("https://a/"), "https://a/: only http:// can be compared");
  CHECK_THROWS_AS(full_url("http://"), CompareError);
  CHECK_THROWS_AS(full_url("http://a:notaport/"), CompareError);
  CHECK(url_to_show(full_url("http://user:secret@a:1/")) == "http://a:1/metrics");
}
