// SPDX-License-Identifier: Apache-2.0
#include "expose/view.hpp"

#include "support/catch.hpp"

using namespace exporter;
using expose::NamePattern;

TEST_CASE("a pattern matches the whole name") {
  CHECK(NamePattern("web").matches("web"));
  CHECK_FALSE(NamePattern("web").matches("web-1"));
  CHECK_FALSE(NamePattern("web").matches("my-web"));
  CHECK(NamePattern("web-.*").matches("web-1"));
  CHECK(NamePattern("web|db[0-9]").matches("db3"));
}

TEST_CASE("what is no pattern, and what would cost too much, is refused in words") {
  for (const auto* text : {"", "(", "[z-a]", "*", "a{1000}", R"((a)\1)"}) {
    INFO(text);
    CHECK_THROWS_AS(NamePattern(text), std::invalid_argument);
  }
  CHECK_NOTHROW(NamePattern(std::string(200, 'a')));
  CHECK_THROWS_AS(NamePattern(std::string(201, 'a')), std::invalid_argument);
}

TEST_CASE("a pattern that backtracking would never finish is answered") {
  const std::string name(200, 'a');
  std::string nested = "a*";
  std::string optional;
  std::string either = "b";
  while (nested.size() < 197) nested = "(" + nested + ")*";
  while (optional.size() < 199) optional += "a?";
  while (either.size() < 196) either = "(a|" + either + ")";
  CHECK_FALSE(NamePattern("((a*)*)*b").matches(name));
  CHECK(NamePattern(nested).matches(name));
  CHECK_FALSE(NamePattern(optional).matches(name));
  CHECK_FALSE(NamePattern(either).matches(name));
}

TEST_CASE("subjects are chosen by their label name and no other") {
  const auto with = [](const char* labels) {
    model::Subject subject;
    subject.labels = labels;
    return subject;
  };
  const auto web = with(R"(id="/docker/1",name="web",image="db")");
  const auto db = with(R"(id="/docker/2",name="db",container_label_name="web")");
  const auto odd = with(R"(id="/x,name=\"web\"",image="i")");
  const auto root = with(R"(id="/")");
  const std::vector<const model::Subject*> all{&root, &web, &db, &odd};
  CHECK(expose::named(all, NamePattern("web")) == std::vector<const model::Subject*>{&web});
  CHECK(expose::named(all, NamePattern(".*")) == std::vector<const model::Subject*>{&web, &db});
}

TEST_CASE("views are the same when they ask for the same") {
  const expose::View whole;
  CHECK(whole == expose::View{});
  CHECK_FALSE(whole == expose::View{.format = expose::Format::openmetrics});
  auto without = whole;
  without.groups.set(model::Group::cpu, false);
  CHECK_FALSE(without == whole);
  auto named = whole;
  named.name = NamePattern("a");
  auto same = whole;
  same.name = NamePattern("a");
  CHECK(named == same);
  same.name = NamePattern("b");
  CHECK_FALSE(named == same);
  CHECK_FALSE(named == whole);
}
