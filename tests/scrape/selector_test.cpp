// SPDX-License-Identifier: Apache-2.0
#include "scrape/selector.hpp"

#include "support/catch.hpp"

using namespace exporter;

namespace {

model::Identity container(const std::string& name, const std::string& image) {
  model::Identity identity;
  identity.name = name;
  identity.image = image;
  return identity;
}

bool takes(const model::Selection& selection, const model::Identity& identity) {
  return scrape::Selector(selection).takes(&identity);
}

}  // namespace

TEST_CASE("nothing said takes everything, known to Docker or not") {
  CHECK(takes({}, container("web", "nginx")));
  CHECK(scrape::Selector(model::Selection{}).takes(nullptr));
}

TEST_CASE("a pattern stands for the whole name") {
  model::Selection selection;
  selection.include_names = {"web", "db-.*"};
  CHECK(takes(selection, container("web", "")));
  CHECK(takes(selection, container("db-1", "")));
  CHECK_FALSE(takes(selection, container("web-1", "")));
  CHECK_FALSE(scrape::Selector(selection).takes(nullptr));
}

TEST_CASE("each include list has to match, and exclusion wins") {
  model::Selection selection;
  selection.include_names = {"web.*"};
  selection.include_images = {"nginx:.*"};
  selection.exclude_names = {".*-canary"};
  selection.exclude_images = {".*:dev"};
  CHECK(takes(selection, container("web", "nginx:1")));
  CHECK_FALSE(takes(selection, container("web", "httpd:1")));
  CHECK_FALSE(takes(selection, container("web-canary", "nginx:1")));
  CHECK_FALSE(takes(selection, container("web", "nginx:dev")));
}

TEST_CASE("a container opts out by its label") {
  auto identity = container("web", "nginx");
  identity.labels = {{"container-exporter.scrape", "false"}};
  CHECK_FALSE(takes({}, identity));
  identity.labels = {{"container-exporter.scrape", "true"}};
  CHECK(takes({}, identity));
}

TEST_CASE("a label selects by name and whole value, or by name alone") {
  auto identity = container("web", "nginx");
  identity.labels = {{"com.example.team", "shop-1"}, {"empty", ""}};
  const auto included = [&](const std::string& pattern) {
    model::Selection selection;
    selection.include_labels = {"other", pattern};
    return takes(selection, identity);
  };
  const auto excluded = [&](const std::string& pattern) {
    model::Selection selection;
    selection.exclude_labels = {pattern};
    return !takes(selection, identity);
  };
  for (const auto* pattern :
       {"com.example.team=shop-.*", "com_example_team=shop-1", "com.example.team", "empty", "empty=.*"}) {
    CAPTURE(pattern);
    CHECK(included(pattern));
    CHECK(excluded(pattern));
  }
  for (const auto* pattern : {"com.example.team=shop", "com.example", "none", "none=.*", "empty=.+"}) {
    CAPTURE(pattern);
    CHECK_FALSE(included(pattern));
    CHECK_FALSE(excluded(pattern));
  }
}

TEST_CASE("a label's value may have an equals sign and more than one line") {
  auto identity = container("web", "nginx");
  identity.labels = {{"rule", "a=b\nc"}};
  model::Selection selection;
  selection.include_labels = {"rule=a=b\\nc"};
  CHECK(takes(selection, identity));
  selection.include_labels = {"rule"};
  CHECK(takes(selection, identity));
}

TEST_CASE("who is not known to Docker has no label to be included by, and none to be excluded by") {
  model::Selection selection;
  selection.exclude_labels = {"team"};
  CHECK(scrape::Selector(selection).takes(nullptr));
  selection.include_labels = {"team"};
  CHECK_FALSE(scrape::Selector(selection).takes(nullptr));
}
