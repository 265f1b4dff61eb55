// SPDX-License-Identifier: Apache-2.0
#include "processes/nesting.hpp"

#include <map>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using exporter::processes::Nesting;

namespace {

struct Fixture {
  std::size_t ask(const std::string& path) {
    nesting.begin_scrape();
    return nesting.lists_below(tree.path(), path, kept[path]).size();
  }
  support::TempTree tree;
  Nesting nesting;
  std::map<std::string, Nesting::Kept> kept;
};

}  // namespace

TEST_CASE("cgroups inside are seen as they come and go") {
  Fixture host;
  host.tree.make("a").make("b/inner");
  CHECK(host.ask("/a") == 0);
  CHECK(host.ask("/b") == 1);
  host.tree.make("a/later");
  CHECK(host.ask("/a") == 1);
  CHECK(host.ask("/b") == 1);
  host.tree.remove("b/inner");
  CHECK(host.ask("/b") == 0);
  CHECK(host.ask("/a") == 1);
}

TEST_CASE("cgroups within those inside are seen as well") {
  Fixture host;
  host.tree.make("a/inner");
  CHECK(host.ask("/a") == 1);
  host.tree.make("a/inner/more/still");
  CHECK(host.ask("/a") == 3);
  CHECK(host.nesting.lists_below(host.tree.path(), "/a", host.kept["/a"]).back() ==
        host.tree.path("a/inner/more/still/cgroup.procs"));
  host.tree.remove("a/inner/more");
  CHECK(host.ask("/a") == 1);
}

TEST_CASE("a change that nobody asked about waits until somebody does") {
  Fixture host;
  host.tree.make("a");
  CHECK(host.ask("/a") == 0);
  host.tree.make("a/later");
  for (int scrape = 0; scrape < 3; ++scrape) host.nesting.begin_scrape();
  CHECK(host.ask("/a") == 1);
}

TEST_CASE("a cgroup that was forgotten is looked at anew") {
  Fixture host;
  host.tree.make("a");
  CHECK(host.ask("/a") == 0);
  host.nesting.forget(host.kept["/a"]);
  CHECK_FALSE(host.kept["/a"].known);
  host.tree.remove("a").make("a/inner");
  CHECK(host.ask("/a") == 1);
}

TEST_CASE("a cgroup that is gone has none inside") {
  Fixture host;
  CHECK(host.ask("/never") == 0);
  CHECK_FALSE(host.kept["/never"].known);
}
