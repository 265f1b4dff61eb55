// SPDX-License-Identifier: Apache-2.0
#include "config/yaml_file.hpp"

#include <unistd.h>

#include <set>

#include "error_of.hpp"
#include "support/catch.hpp"
#include "support/contains.hpp"
#include "support/temp_tree.hpp"

using namespace exporter::config;
using namespace std::string_literals;
using support::check_contains;
using support::TempTree;
using Values = std::vector<std::string>;

namespace {

std::vector<Setting> parse(const std::string& text) {
  TempTree tree;
  return read_yaml(tree.write("x.yml", text).path("x.yml"));
}

// Without the directory, so that it can be compared: "x.yml:1: ...".
std::string refusal(const std::string& text) {
  TempTree tree;
  const auto path = tree.write("x.yml", text).path("x.yml");
  const auto message = error_of([&] { read_yaml(path); });
  REQUIRE(message.rfind(path, 0) == 0);
  return message.substr(path.size() - 5);
}

std::string nested(std::size_t depth, const std::string& open, const std::string& close) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  for (std::size_t i = 0; i < depth; ++i) text += close;
  return text;
}

}  // namespace

TEST_CASE("the annotated copy has every option and is the defaults") {
  Options loaded;
  std::set<const Option*> seen;
  for (const auto& setting : read_yaml(SOURCE_DIRECTORY "/config/exporter.yml")) {
    seen.insert(setting.option);
    apply(setting, loaded);
  }
  for (const auto& option : options()) {
    CAPTURE(option.name);
    CHECK(seen.count(&option) == (option.in_file ? 1 : 0));
  }
  CHECK(loaded.config == Config{});
}

TEST_CASE("settings know their line and key") {
  const auto settings = parse("# comment\nlog:\n  level: warn\nweb: {listen-address: [':1', \"[::1]:2\"]}\n");
  REQUIRE(settings.size() == 2);
  CHECK(settings[0].option->name == "log.level");
  CHECK(settings[0].values == Values{"warn"});
  check_contains(settings[0].source, "x.yml:3: log.level");
  CHECK(settings[1].values == Values{":1", "[::1]:2"});
  check_contains(settings[1].source, "x.yml:4: web.listen-address");
}

TEST_CASE("a file that sets nothing is fine") {
  CHECK(parse("# all commented out\n#web:\n").empty());
  CHECK(parse("---\n").empty());
  CHECK(parse("{}\n").empty());
  CHECK(parse("web:\nlog: ~\npath: {}\n").empty());
}

TEST_CASE("anchors, aliases, byte order marks and carriage returns are YAML too") {
  CHECK(parse("log: &a {level: warn}\n").size() == 1);
  CHECK(parse("path: {procfs: &p /x, sysfs: *p}\n")[1].values == Values{"/x"});
  CHECK(parse("\xef\xbb\xbflog: {level: warn}\n")[0].values == Values{"warn"});
  CHECK(parse("log:\r\n  level: warn\r\n")[0].values == Values{"warn"});
}

TEST_CASE("an unknown key is named with its line and nearest neighbour") {
  CHECK(refusal("web:\n  listen-adress: [':1']\n") ==
        "x.yml:2: \"web.listen-adress\" is an unknown key; the nearest valid name is web.listen-address");
  CHECK(refusal("\n\nlogs: {level: info}\n") ==
        "x.yml:3: \"logs\" is an unknown key; the nearest valid name is log");
  CHECK(refusal("log: {level: {x: 1}, colour: 1}\n") ==
        "x.yml:1: log.level: expected debug, info, warn or error; found a map");
  check_contains(refusal("config: {file: /x}\n"), "\"config\" is an unknown key");
  check_contains(refusal("Web: {}\n"), "the nearest valid name is web");
  check_contains(refusal("web: {'': 1}\n"), "\"web.\" is an unknown key");
  check_contains(refusal("\"\\e[31m\\n\": 1\n"), "\"\\x1b[31m\\x0a\" is an unknown key");
  check_contains(refusal(std::string(500'000, 'k') + ": 1\n"), "x.yml:1: ");
}

TEST_CASE("a dotted key is explained") {
  CHECK(refusal("web.listen-address: [':1']\n") ==
        "x.yml:1: \"web.listen-address\" is two keys: write it as web: {listen-address: ...}");
}

TEST_CASE("a duplicate key is refused, in either level") {
  CHECK(refusal("log: {level: info}\nweb: {}\nlog: {format: json}\n") ==
        "x.yml:3: \"log\" is a duplicate of line 1; remove one");
  CHECK(refusal("log:\n  level: info\n  level: info\n") ==
        "x.yml:3: \"log.level\" is a duplicate of line 2; remove one");
}

TEST_CASE("a wrong type is named with what was expected") {
  CHECK(refusal("log: info\n") == "x.yml:1: log: expected a map of keys, found a single value");
  CHECK(refusal("log: [info]\n") == "x.yml:1: log: expected a map of keys, found a list");
  CHECK(refusal("log:\n  level: [info]\n") ==
        "x.yml:2: log.level: expected debug, info, warn or error; found a list");
  CHECK(refusal("docker:\n  host:\n") ==
        "x.yml:2: docker.host: expected unix:///PATH or tcp://HOST:PORT; found nothing");
  check_contains(refusal("web: {listen-address: ':1'}\n"), "web.listen-address: expected a list");
  check_contains(refusal("web: {listen-address: {a: b}}\n"), "found a map");
  check_contains(refusal("web: {listen-address: [[':1']]}\n"), "found a list");
  check_contains(refusal("web: {listen-address: [~]}\n"), "found nothing");
  check_contains(refusal("[a, b]: 1\n"), "expected a key, found a list");
}

TEST_CASE("a root that is no map is refused") {
  CHECK(refusal("- web\n") ==
        "x.yml:1: expected a map of sections, found a list; config/exporter.yml shows every key");
  check_contains(refusal("\n\nhello\n"), "x.yml:3: expected a map of sections, found a single value");
}

TEST_CASE("a second document is refused") {
  check_contains(refusal("log: {level: info}\n---\nlog: {level: warn}\n"), "a second YAML document");
}

TEST_CASE("bad syntax is refused with its line") {
  check_contains(refusal("web:\n  listen-address: [':1'\nlog: }\n"), "not valid YAML");
  check_contains(refusal("log:\n\tlevel: info\n"), "x.yml:2: not valid YAML");
  check_contains(refusal("log: {level: 'info\n"), "not valid YAML");
  check_contains(refusal("log: *nobody\n"), "not valid YAML");
  check_contains(refusal("log: {level: \"\\q\"}\n"), "not valid YAML");
  check_contains(refusal("a: b: c\n"), "x.yml:1: not valid YAML");
}

TEST_CASE("an empty file is refused") {
  CHECK(refusal("") == "x.yml:1: the file is empty; config/exporter.yml shows every key");
  CHECK(refusal(" \n\n\t\n") == refusal(""));
}

TEST_CASE("binary junk is refused in one printable line") {
  std::string noise;
  unsigned state = 1;
  for (int i = 0; i < 4096; ++i) {
    state = state * 1103515245U + 12345U;
    noise += static_cast<char>(state >> 16U);
  }
  const std::vector<std::string> junks{noise,
                                       "\0\0\0\0"s,
                                       "\x7f\x45LF\x02\x01\x01\0\0\0"s,
                                       "\xff\xfe\x00\xd8"s,
                                       "\xff\xff\xff\xff: \x80"s,
                                       "\x1f\x8b\x08\0"s,
                                       "log: {level: \0}"s};
  for (const auto& junk : junks) {
    TempTree tree;
    const auto path = tree.write("x.yml", junk).path("x.yml");
    Options options;
    const auto message = error_of([&] {
      for (const auto& setting : read_yaml(path)) apply(setting, options);
    });
    check_contains(message, "x.yml:");
  }
}

TEST_CASE("deep nesting is refused, not followed") {
  check_contains(refusal(nested(100'000, "[", "]")), "x.yml:1: ");
  check_contains(refusal(nested(100'000, "{a: ", "}")), "x.yml:1: ");
  check_contains(refusal(nested(100'000, "- ", "")), "x.yml:1: ");
}

TEST_CASE("aliases of aliases are not multiplied") {
  std::string text = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 60; ++i) {
    const auto before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + "]\n";
  }
  check_contains(refusal(text), "\"a0\" is an unknown key");
}

TEST_CASE("a file above 1 MiB is refused") {
  check_contains(refusal(std::string((1U << 20U) + 1, '#')), "larger than 1 MiB");
  CHECK(parse(std::string((1U << 20U) - 1, '#') + "\n").empty());
  CHECK(error_of([] { read_yaml("/dev/zero"); }) ==
        "/dev/zero: is larger than 1 MiB; is this the right file?");
}

TEST_CASE("a file that cannot be read is named with the reason") {
  TempTree tree;
  CHECK(error_of([&] { read_yaml(tree.path("nothing.yml")); }) ==
        tree.path("nothing.yml") + ": cannot be opened: No such file or directory");
  check_contains(error_of([&] { read_yaml(tree.path()); }), "is a directory");
  if (::geteuid() != 0) {
    const auto path = tree.write("x.yml", "log: {}\n").path("x.yml");
    std::filesystem::permissions(path, std::filesystem::perms::none);
    check_contains(error_of([&] { read_yaml(path); }), "Permission denied");
  }
}
