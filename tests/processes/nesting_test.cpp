// SPDX-License-Identifier: Apache-2.0
#include "processes/nesting.hpp"

#include <map>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using exporter::processes::Nesting;

namespace {

struct Fixture {
  bool ask(const std::string& path) {
    nesting.begin_scrape();
    return nesting.has_children(tree.path(), path, kept[path]);
  }
  support::TempTree tree;
  Nesting nesting;
  std::map<std::string, Nesting::Kept> kept;
};

}  // namespace

TEST_CASE("cgroups inside are seen as they come and go") {
  Fixture host;
  host.tree.make("a").make("b/inner");
  CHECK_FALSE(host.ask("/a"));
  CHECK(host.ask("/b"));
  host.tree.make("a/later");
  CHECK(host.ask("/a"));
  CHECK(host.ask("/b"));
  host.tree.remove("b/inner");
  CHECK_FALSE(host.ask("/b"));
  CHECK(host.ask("/a"));
}

TEST_CASE("a change that nobody asked about waits until somebody does") {
  Fixture host;
  host.tree.make("a");
  CHECK_FALSE(host.ask("/a"));
  host.tree.make("a/later");
  for (int scrape = 0; scrape < 3; ++scrape) host.nesting.begin_scrape();
  CHECK(host.ask("/a"));
}

TEST_CASE("a cgroup that was forgotten is looked at anew") {
  Fixture host;
  host.tree.make("a");
  CHECK_FALSE(host.ask("/a"));
  host.nesting.forget(host.kept["/a"]);
  CHECK(host.kept["/a"].watch == -1);
  host.tree.remove("a").make("a/inner");
  CHECK(host.ask("/a"));
}

TEST_CASE("a cgroup that is gone has none inside") {
  Fixture host;
  CHECK_FALSE(host.ask("/never"));
  CHECK(host.kept["/never"].watch == -1);
}
