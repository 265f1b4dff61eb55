// SPDX-License-Identifier: Apache-2.0
#include "web/query.hpp"

#include "support/catch.hpp"
#include "support/contains.hpp"

using namespace exporter;
using expose::Format;
using model::Group;

namespace {

expose::View view(const std::string& uri) { return web::view_of(uri, Format::text); }

std::string complaint(const std::string& uri) {
  try {
    view(uri);
  } catch (const web::BadQuery& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("without a filter everything is shown") {
  CHECK(view("/metrics") == expose::View{});
  CHECK(view("/metrics?type=docker&x") == expose::View{});
  CHECK(web::view_of("/metrics", Format::openmetrics).format == Format::openmetrics);
}

TEST_CASE("_created samples are asked for") {
  CHECK_FALSE(view("/metrics").created);
  CHECK(view("/metrics?created=true").created);
  CHECK_FALSE(view("/metrics?created=false").created);
  support::check_contains(complaint("/metrics?created=yes"), "true or false");
}

TEST_CASE("collect[] shows the groups named and what no switch turns off") {
  for (const auto* uri : {"/metrics?collect[]=cpu&collect[]=diskIO",
                          "/metrics?collect%5B%5D=cpu&type=docker&collect%5b%5d=diskIO"}) {
    INFO(uri);
    CHECK(view(uri).groups == model::Groups{Group::cpu, Group::disk_io});
    CHECK(view(uri).groups.has(Group::always));
  }
}

TEST_CASE("exclude[] shows all others") {
  auto expected = expose::every_group();
  expected.set(Group::network, false);
  expected.set(Group::memory, false);
  CHECK(view("/metrics?exclude[]=network&exclude[]=memory").groups == expected);
}

TEST_CASE("name is a pattern") {
  const auto asked = view("/metrics?name=web-%5B12%5D&collect[]=cpu");
  REQUIRE(asked.name);
  CHECK(asked.name->matches("web-2"));
  CHECK_FALSE(asked.name->matches("web-3"));
  CHECK(asked.groups == model::Groups{Group::cpu});
}

TEST_CASE("a query that cannot be meant says what is wrong with it") {
  support::check_contains(complaint("/metrics?collect[]=cpus"), "collect[]=cpus");
  support::check_contains(complaint("/metrics?collect[]=cpus"), "advtcp, app, cpu, cpuLoad,");
  support::check_contains(complaint("/metrics?exclude[]="), "no such group");
  support::check_contains(complaint("/metrics?collect[]=always"), "no such group");
  support::check_contains(complaint("/metrics?collect[]=cpu&exclude[]=memory"), "together");
  support::check_contains(complaint("/metrics?name=("), "no regular expression");
  support::check_contains(complaint("/metrics?name="), "empty");
  support::check_contains(complaint("/metrics?name=a&name=b"), "twice");
  support::check_contains(complaint("/metrics?name=%zz"), "cannot be read");
}
