// SPDX-License-Identifier: Apache-2.0
#include "scrape/labels.hpp"

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;

TEST_CASE("a container's labels") {
  model::Identity identity;
  identity.name = "web";
  identity.image = "nginx:1.27";
  identity.labels = {{"a.b", "1"}, {"a_b", "2"}, {"empty", ""}, {"quote", "a\"b"}};
  CHECK(
      scrape::container_labels("/docker/x", &identity) ==
      R"(id="/docker/x",name="web",image="nginx:1.27",container_label_a_b="1",container_label_quote="a\"b")");
}

TEST_CASE("the empty one of two labels that become one name gives way") {
  model::Identity identity;
  identity.labels = {{"a.b", ""}, {"a_b", "2"}};
  CHECK(scrape::container_labels("/x", &identity) == R"(id="/x",container_label_a_b="2")");
}

TEST_CASE("a policy lets labels through by name or pattern, dots or underscores; deny wins") {
  model::Identity identity;
  identity.labels = {{"com.a", "1"}, {"com.b", "2"}, {"other", "3"}};
  const auto with = [&](const model::LabelPolicy& policy) {
    return scrape::container_labels("/x", &identity, policy);
  };
  CHECK(with({"none", {}, {}}) == R"(id="/x")");
  CHECK(with({"none", {"com.a"}, {}}) == R"(id="/x",container_label_com_a="1")");
  CHECK(with({"none", {"com_a"}, {}}) == R"(id="/x",container_label_com_a="1")");
  CHECK(with({"none", {"com.*"}, {"com_b"}}) == R"(id="/x",container_label_com_a="1")");
  CHECK(with({"all", {}, {"com.*"}}) == R"(id="/x",container_label_other="3")");
}

TEST_CASE("a label that is denied leaves its name to another") {
  model::Identity identity;
  identity.labels = {{"a.b", "1"}, {"a_b", "2"}};
  CHECK(scrape::container_labels("/x", &identity, {"none", {"a_b"}, {"a.b"}}) ==
        R"(id="/x",container_label_a_b="2")");
}

TEST_CASE("a cgroup that nobody named has its id only") {
  CHECK(scrape::container_labels(R"(/a\x2d)", nullptr) == R"(id="/a\\x2d")");
}

TEST_CASE("machine labels leave out what cannot be read") {
  support::TempTree tree;
  tree.write("etc/machine-id", "abc\n").write("proc/sys/kernel/random/boot_id", "def\n");
  base::Host host{tree.path("proc"), tree.path("sys"), tree.path()};
  CHECK(scrape::machine_labels(host) == R"(machine_id="abc",boot_id="def")");
}
