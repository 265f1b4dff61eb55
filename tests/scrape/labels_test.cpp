// SPDX-License-Identifier: Apache-2.0
#include "scrape/labels.hpp"

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;

namespace {

std::string shared(const model::Identity& identity, const model::LabelPolicy& policy = {}) {
  return scrape::container_labels("/x", &identity, policy).shared;
}

model::LabelPolicy policy(const std::string& base, std::vector<std::string> allow = {},
                          std::vector<std::string> deny = {}) {
  model::LabelPolicy result;
  result.base = base;
  result.allow = std::move(allow);
  result.deny = std::move(deny);
  return result;
}

}  // namespace

TEST_CASE("a container's labels") {
  model::Identity identity;
  identity.name = "web";
  identity.image = "nginx:1.27";
  identity.labels = {{"a.b", "1"}, {"a_b", "2"}, {"empty", ""}, {"quote", "a\"b"}};
  CHECK(shared(identity) ==
        R"(id="/x",name="web",image="nginx:1.27",container_label_a_b="1",container_label_quote="a\"b")");
}

TEST_CASE("of two labels that become one name the first stands and the other is counted") {
  model::Identity identity;
  identity.labels = {{"a-b", "1"}, {"a.b", "2"}, {"a_b", "3"}};
  const auto labels = scrape::container_labels("/x", &identity);
  CHECK(labels.shared == R"(id="/x",container_label_a_b="1")");
  CHECK(labels.collisions == 2);
}

TEST_CASE("the empty one of two labels that become one name gives way and does not count") {
  model::Identity identity;
  identity.labels = {{"a.b", ""}, {"a_b", "2"}};
  const auto labels = scrape::container_labels("/x", &identity);
  CHECK(labels.shared == R"(id="/x",container_label_a_b="2")");
  CHECK(labels.collisions == 0);
}

TEST_CASE("a policy lets labels through by name or pattern, dots or underscores; deny wins") {
  model::Identity identity;
  identity.labels = {{"com.a", "1"}, {"com.b", "2"}, {"other", "3"}};
  CHECK(shared(identity, policy("none")) == R"(id="/x")");
  CHECK(shared(identity, policy("none", {"com.a"})) == R"(id="/x",container_label_com_a="1")");
  CHECK(shared(identity, policy("none", {"com_a"})) == R"(id="/x",container_label_com_a="1")");
  CHECK(shared(identity, policy("none", {"com.*"}, {"com_b"})) == R"(id="/x",container_label_com_a="1")");
  CHECK(shared(identity, policy("all", {}, {"com.*"})) == R"(id="/x",container_label_other="3")");
}

TEST_CASE("own leaves out what the image has and what Compose keeps its books with") {
  model::Identity identity;
  identity.labels = {{"com.docker.compose.config-hash", "f00"},
                     {"com.docker.compose.container-number", "1"},
                     {"com.docker.compose.depends_on", "db"},
                     {"com.docker.compose.project", "shop"},
                     {"com.docker.compose.service", "web"},
                     {"com.docker.swarm.node.id", "n"},
                     {"io.podman.compose.version", "1"},
                     {"maintainer", "them"},
                     {"team", "us"}};
  identity.inherited = {"com.docker.swarm.node.id", "maintainer"};
  const std::string own =
      R"(id="/x",container_label_com_docker_compose_container_number="1",)"
      R"(container_label_com_docker_compose_project="shop",container_label_com_docker_compose_service="web",)";
  CHECK(shared(identity) == own + R"(container_label_team="us")");
  CHECK(shared(identity, policy("own", {"maintainer"}, {"team"})) ==
        own + R"(container_label_maintainer="them")");
  CHECK(shared(identity, policy("all")).find("config_hash=\"f00\"") != std::string::npos);
  CHECK(shared(identity, policy("all")).find("maintainer=\"them\"") != std::string::npos);
}

TEST_CASE("the info series has what the base leaves out, and nothing that is denied") {
  model::Identity identity;
  identity.labels = {{"a.b", "image's"}, {"a_b", "own"}, {"maintainer", "them"}, {"secret", "x"}};
  identity.inherited = {"a.b", "maintainer"};
  auto with_info = policy("own", {}, {"secret"});
  CHECK(scrape::container_labels("/x", &identity, with_info).all.empty());
  with_info.info = true;
  const auto labels = scrape::container_labels("/x", &identity, with_info);
  CHECK(labels.shared == R"(id="/x",container_label_a_b="own")");
  CHECK(labels.all == labels.shared + R"(,container_label_maintainer="them")");
  CHECK(labels.collisions == 1);
  CHECK(scrape::container_labels("/x", nullptr, with_info).all.empty());
}

TEST_CASE("environment variables are labels of their lower-case names, whatever the base") {
  model::Identity identity;
  identity.environment = {
      {"APP_Version", "1.2"}, {"APP_VERSION", "1"}, {"APP.NAME", "shop"}, {"APP_NONE", ""}};
  const auto labels = scrape::container_labels("/x", &identity, policy("none"));
  CHECK(labels.shared == R"(id="/x",container_env_app_name="shop",container_env_app_version="1")");
  CHECK(labels.collisions == 1);
}

TEST_CASE("values are cut where the policy says, at a character, and are UTF-8") {
  model::Identity identity;
  identity.labels = {{"a", std::string(20, 'x')}, {"b", std::string(15, 'x') + "\u00e9"}, {"c", "\xff"}};
  identity.environment = {{"E", std::string(20, 'x')}};
  auto short_values = policy("all");
  short_values.max_value_bytes = 16;
  const std::string sixteen(16, 'x');
  CHECK(shared(identity, short_values) ==
        "id=\"/x\",container_label_a=\"" + sixteen + "\",container_label_b=\"" + sixteen.substr(1) +
            "\",container_label_c=\"\xef\xbf\xbd\",container_env_e=\"" + sixteen + "\"");
}

TEST_CASE("a label that is denied leaves its name to another") {
  model::Identity identity;
  identity.labels = {{"a.b", "1"}, {"a_b", "2"}};
  CHECK(shared(identity, policy("none", {"a_b"}, {"a.b"})) == R"(id="/x",container_label_a_b="2")");
}

TEST_CASE("a cgroup that nobody named has its id only") {
  CHECK(scrape::container_labels(R"(/a\x2d)", nullptr).shared == R"(id="/a\\x2d")");
}

TEST_CASE("machine labels leave out what cannot be read") {
  support::TempTree tree;
  tree.write("etc/machine-id", "abc\n").write("proc/sys/kernel/random/boot_id", "def\n");
  base::Host host{tree.path("proc"), tree.path("sys"), tree.path()};
  CHECK(scrape::machine_labels(host) == R"(machine_id="abc",boot_id="def")");
}
