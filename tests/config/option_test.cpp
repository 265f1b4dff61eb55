// SPDX-License-Identifier: Apache-2.0
#include "config/option.hpp"

#include <algorithm>
#include <set>

#include "error_of.hpp"
#include "support/catch.hpp"

using namespace exporter::config;

namespace {

const Option& row(std::string_view name) {
  for (const auto& option : options()) {
    if (option.name == name) return option;
  }
  throw std::logic_error("no such option");
}

Options with(std::string_view name, std::vector<std::string> values) {
  Options result;
  apply({&row(name), std::move(values), "somewhere"}, result);
  return result;
}

std::set<const void*> members(Options& of) {
  std::set<const void*> found;
  for (const auto& option : options()) {
    if (const auto* text = std::get_if<Text>(&option.member)) found.insert(&(*text)(of));
    if (const auto* list = std::get_if<List>(&option.member)) found.insert(&(*list)(of));
    if (const auto* number = std::get_if<Number>(&option.member)) found.insert(&(*number)(of));
  }
  return found;
}

std::size_t switches() {
  const auto all = options();
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_switch));
}

}  // namespace

TEST_CASE("names, helps and members of the table are distinct and filled in") {
  std::set<std::string_view> names;
  std::set<std::string_view> helps;
  for (const auto& option : options()) {
    CAPTURE(option.name);
    CHECK(names.insert(option.name).second);
    CHECK(helps.insert(option.help).second);
    CHECK_FALSE(option.placeholder.empty());
    CHECK_FALSE(option.check.expected.empty());
    CHECK(option.name.find('.') != std::string_view::npos);
  }
  for (const auto& action : action_flags()) CHECK(names.insert(action.name).second);
  Options some;
  CHECK(members(some).size() + switches() == options().size());
}

TEST_CASE("the defaults pass the checks of their own rows") {
  Options defaults;
  for (const auto& option : options()) {
    CAPTURE(option.name);
    if (!option.in_file) continue;
    if (const auto* text = std::get_if<Text>(&option.member)) {
      CHECK(option.check.accepts((*text)(defaults)));
    } else if (const auto* number = std::get_if<Number>(&option.member)) {
      CHECK(option.check.accepts(std::to_string((*number)(defaults))));
    } else if (is_list(option)) {
      for (const auto& value : std::get<List>(option.member)(defaults)) CHECK(option.check.accepts(value));
    }
  }
}

TEST_CASE("a value lands in its member and nowhere else") {
  Config expected;
  expected.host.sysfs = "/host/sys";
  CHECK(with("path.sysfs", {"/host/sys"}).config == expected);
}

TEST_CASE("a list replaces what was there") {
  CHECK(with("web.listen-address", {":1", "[::1]:1"}).config.listen_addresses ==
        std::vector<std::string>{":1", "[::1]:1"});
}

TEST_CASE("a number is its digits") {
  CHECK(with("labels.max-length", {"65536"}).config.policy.labels.max_value_bytes == 65536);
  CHECK(error_of([] { with("labels.max-length", {"1k"}); }) ==
        "somewhere: \"1k\" is not valid; expected a number of bytes from 16 to 65536");
}

TEST_CASE("the last of several single values counts, but all have to be valid") {
  CHECK(with("log.level", {"info", "warn"}).config.log_level == "warn");
  CHECK(error_of([] {
          with("log.level", {"bad", "warn"});
        }) == "somewhere: \"bad\" is not valid; expected debug, info, warn or error");
}

TEST_CASE("a bad value is named with its source and what was expected") {
  CHECK(error_of([] { with("docker.host", {"ssh://me@host"}); }) ==
        "somewhere: \"ssh://me@host\" is not valid; expected unix:///PATH or tcp://HOST:PORT");
  CHECK(
      error_of([] {
        with("web.listen-address", {":1", ""});
      }) ==
      "somewhere: \"\" is not valid; expected :PORT, HOST:PORT, [IPV6]:PORT (port 1 to 65535) or unix:/PATH");
}

TEST_CASE("a list is neither empty nor repetitive") {
  CHECK(error_of([] { with("web.listen-address", {}); }).find("somewhere: expected at least one of :PORT") ==
        0);
  CHECK(error_of([] {
          with("web.listen-address", {":1", ":2", ":1"});
        }) == "somewhere: \":1\" is given twice; remove one");
}

TEST_CASE("a switch moves its own member only") {
  for (const auto& option : options()) {
    const auto* toggle = std::get_if<Switch>(&option.member);
    if (toggle == nullptr) continue;
    CAPTURE(option.name);
    const bool before = toggle->get(Options{});
    const auto moved = with(option.name, {before ? "false" : "true"});
    CHECK(toggle->get(moved) != before);
    CHECK_FALSE(moved.config == Config{});
    auto back = moved;
    toggle->set(back, before);
    CHECK(back.config == Config{});
  }
  CHECK(error_of([] { with("collector.cpu", {"yes"}); }) ==
        "somewhere: \"yes\" is not valid; expected true or false");
}

TEST_CASE("every metric group has its switch") {
  for (std::size_t i = 1; i < exporter::model::group_names.size(); ++i) {
    const auto name = "collector." + std::string(exporter::model::group_names[i]);
    CAPTURE(name);
    const auto group = static_cast<exporter::model::Group>(i);
    CHECK(with(name, {"true"}).config.policy.groups.has(group));
    CHECK_FALSE(with(name, {"false"}).config.policy.groups.has(group));
  }
}

TEST_CASE("lists that choose containers and labels may be empty, their entries may not") {
  for (const auto* name :
       {"labels.allow", "labels.deny", "include.name", "include.image", "exclude.name", "exclude.image"}) {
    CAPTURE(name);
    CHECK(with(name, {}).config == Config{});
    CHECK(error_of([&] { with(name, {""}); }).find("\"\" is not valid") != std::string::npos);
  }
  CHECK(error_of([] { with("include.name", {"web("}); }) ==
        "somewhere: \"web(\" is not valid; expected a regular expression of at most 1000 characters");
}
