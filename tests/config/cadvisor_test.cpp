// SPDX-License-Identifier: Apache-2.0
#include "config/cadvisor.hpp"

#include <algorithm>
#include <set>

#include "config/load.hpp"
#include "error_of.hpp"
#include "support/catch.hpp"
#include "support/contains.hpp"

using namespace exporter::config;
using exporter::model::Group;
using exporter::model::Groups;
using support::check_contains;

namespace {

Config config_of(const Arguments& arguments) { return load(arguments, {}).config; }

std::vector<std::string> warnings_of(const Arguments& arguments) { return load(arguments, {}).warnings; }

std::string refusal(const Arguments& arguments) {
  return error_of([&] { load(arguments, {}); });
}

Groups all_but(std::initializer_list<Group> off) {
  Groups groups;
  for (std::size_t i = 1; i < exporter::model::group_names.size(); ++i)
    groups.set(static_cast<Group>(i), true);
  for (const auto group : off) groups.set(group, false);
  return groups;
}

}  // namespace

TEST_CASE("the table names each flag once, warnings have words, and none hides a flag of ours") {
  std::set<std::string_view> names;
  for (const auto& flag : cadvisor_flags()) {
    CAPTURE(flag.name);
    CHECK(names.insert(flag.name).second);
    CHECK(flag.why.empty() == (flag.fate != Fate::warned));
    for (const auto& option : options()) CHECK(option.name != flag.name);
    for (const auto& action : action_flags()) CHECK(action.name != flag.name);
  }
}

TEST_CASE("every flag that only warns does so in each spelling and changes nothing") {
  for (const auto& flag : cadvisor_flags()) {
    if (flag.fate == Fate::honoured) continue;
    const std::string name(flag.name);
    CAPTURE(name);
    const std::string value = flag.boolean ? "false" : "some,value";
    std::vector<Arguments> spellings{
        {"-" + name + "=" + value}, {"--" + name + "=" + value}, {"-" + name, value}, {"--" + name, value}};
    if (flag.boolean) spellings.push_back({"-" + name});
    for (const auto& spelling : spellings) {
      const auto options = load(spelling, {});
      CHECK(options.config == Config{});
      REQUIRE(options.warnings.size() == (flag.fate == Fate::warned ? 1 : 0));
      if (flag.fate == Fate::warned) check_contains(options.warnings[0], "-" + name + ": not ");
    }
  }
}

TEST_CASE("port and listen_ip are one address") {
  using Addresses = std::vector<std::string>;
  CHECK(config_of({"-port=9000"}).listen_addresses == Addresses{":9000"});
  CHECK(config_of({"--port", "9000", "--listen_ip", "127.0.0.1"}).listen_addresses ==
        Addresses{"127.0.0.1:9000"});
  CHECK(config_of({"-listen_ip=::1"}).listen_addresses == Addresses{"[::1]:8080"});
  CHECK(config_of({"-listen_ip="}).listen_addresses == Addresses{":8080"});
  check_contains(refusal({"-port=http"}), "-port: \":http\" is not valid");
  check_contains(refusal({"-port"}), "-port: a value is missing");
}

TEST_CASE("prefix and endpoint are one path") {
  CHECK(config_of({"-prometheus_endpoint=/m"}).telemetry_path == "/m");
  CHECK(config_of({"-url_base_prefix=/"}).telemetry_path == "/metrics");
  CHECK(config_of({"-url_base_prefix=/cadvisor/", "-prometheus_endpoint=/m"}).telemetry_path ==
        "/cadvisor/m");
}

TEST_CASE("docker is the engine's address") {
  CHECK(config_of({"-docker", "tcp://dock:2375"}).docker_host == "tcp://dock:2375");
  check_contains(refusal({"-docker=ssh://x"}), "-docker: \"ssh://x\" is not valid");
}

TEST_CASE("labels: all, none, or those of the list, spaces trimmed") {
  CHECK(config_of({"-store_container_labels=true"}).policy.labels.base == "all");
  CHECK(config_of({"-store_container_labels"}).policy.labels.base == "all");
  const auto labels =
      config_of({"-store_container_labels=false", "-whitelisted_container_labels=a.b, c_d,,a.b"})
          .policy.labels;
  CHECK(labels.base == "none");
  CHECK(labels.allow == std::vector<std::string>{"a.b", "c_d"});
  CHECK(config_of({"-whitelisted_container_labels="}).policy.labels.allow.empty());
  CHECK(config_of({"-docker_only"}).policy.labels.base == "own");
}

TEST_CASE("env_metadata_whitelist is beginnings of names; its predecessors do nothing, as there") {
  CHECK(config_of({"-env_metadata_whitelist=APP_, TEAM"}).policy.labels.variables ==
        std::vector<std::string>{"APP_", "TEAM"});
  CHECK(config_of({"-env_metadata_whitelist="}).policy.labels.variables.empty());
  CHECK(config_of({"-docker_env_metadata_whitelist=APP_"}).policy.labels.variables.empty());
}

TEST_CASE("disable_metrics replaces the default, as in cAdvisor") {
  CHECK(config_of({"-disable_metrics=percpu, tcp,tcp"}).policy.groups ==
        all_but({Group::percpu, Group::tcp}));
  CHECK(config_of({"-disable_metrics="}).policy.groups == all_but({}));
  CHECK(config_of({"-disable_metrics=cpu", "-disable_metrics=disk"}).policy.groups == all_but({Group::disk}));
}

TEST_CASE("enable_metrics leaves those alone, and wins unless it is empty") {
  CHECK(config_of({"-enable_metrics=cpu,diskIO"}).policy.groups == Groups{Group::cpu, Group::disk_io});
  CHECK(config_of({"-enable_metrics=cpu", "-disable_metrics=cpu"}).policy.groups == Groups{Group::cpu});
  CHECK(config_of({"-enable_metrics="}).policy.groups == exporter::model::default_groups);
  CHECK(config_of({"-enable_metrics=", "-disable_metrics=cpu"}).policy.groups == all_but({Group::cpu}));
}

TEST_CASE("groups that are none are warned of and do not stop the start") {
  CHECK(config_of({"-disable_metrics=accelerator,tcp"}).policy.groups == all_but({Group::tcp}));
  CHECK(warnings_of({"-disable_metrics=accelerator"}) ==
        std::vector<std::string>{
            "-disable_metrics: \"accelerator\" is ignored: cAdvisor dropped this group in v0.47"});
  CHECK(warnings_of({"-disable_metrics=process_metrics"}).size() == 1);
  check_contains(warnings_of({"-enable_metrics=memroy"}).at(0), "\"memroy\" is ignored");
  check_contains(warnings_of({"-enable_metrics=memroy"}).at(0), "the nearest is memory");
}

TEST_CASE("ours win over cAdvisor's in any order, and add to its groups") {
  CHECK(config_of({"--web.listen-address=:1", "-port=2"}).listen_addresses == std::vector<std::string>{":1"});
  CHECK(config_of({"--collector.tcp", "-enable_metrics=cpu"}).policy.groups ==
        Groups{Group::cpu, Group::tcp});
  CHECK_FALSE(config_of({"--no-collector.cpu"}).policy.groups.has(Group::cpu));
}

TEST_CASE("the root cgroup and the others") {
  CHECK_FALSE(config_of({"-disable_root_cgroup_stats=true"}).policy.selection.root);
  CHECK(config_of({"-disable_root_cgroup_stats=false"}).policy.selection.root);
  CHECK(load({"-docker_only"}, {}).warnings.empty());
  CHECK(config_of({}).policy.selection.cgroups == "none");
  CHECK(config_of({"-docker_only=true"}).policy.selection.cgroups == "none");
  CHECK(config_of({"-docker_only=false"}).policy.selection.cgroups == "all");
  CHECK(config_of({"-raw_cgroup_prefix_whitelist=/a,/b"}).policy.selection.cgroup_prefixes ==
        std::vector<std::string>{"/a", "/b"});
  CHECK(config_of({"--docker_only=false", "--collector.cgroups=services"}).policy.selection.cgroups ==
        "services");
}

TEST_CASE("cAdvisor's password is for the pages, ours for the metrics too") {
  const auto theirs = config_of({"-http_auth_file=/users"});
  CHECK(theirs.auth_file == "/users");
  CHECK_FALSE(theirs.auth_metrics);
  CHECK(warnings_of({"-http_auth_file=/users"}).size() == 1);
  CHECK(config_of({"--web.auth-file=/users"}).auth_metrics);
  CHECK(config_of({"-http_auth_file="}).auth_file.empty());
}

TEST_CASE("booleans are Go's, and a value that is none is an error") {
  CHECK(config_of({"-store_container_labels=0"}).policy.labels.base == "none");
  CHECK(config_of({"-store_container_labels=T"}).policy.labels.base == "all");
  CHECK(config_of({"-store_container_labels", "false", "-port=1"}).policy.labels.base == "none");
  CHECK(refusal({"-docker_only=yes"}) == "-docker_only: \"yes\" is not valid; expected true or false");
}

TEST_CASE("a leading path of cAdvisor is passed over, no other argument") {
  CHECK(config_of({"/usr/bin/cadvisor", "-port=1"}).listen_addresses == std::vector<std::string>{":1"});
  check_contains(refusal({"-port=1", "/usr/bin/cadvisor"}), "unexpected argument");
  check_contains(refusal({"/usr/bin/other"}), "unexpected argument");
}

TEST_CASE("a flag that never was one is an error with the nearest name") {
  CHECK(refusal({"--housekeeping_intervall=10s"}) ==
        "unknown flag \"--housekeeping_intervall\"; the nearest valid name is --housekeeping_interval");
}

TEST_CASE("a value of ours that looks like a flag of cAdvisor's is a value") {
  check_contains(refusal({"--docker.host", "-port=1"}), "--docker.host: \"-port=1\" is not valid");
}

TEST_CASE("help and version win over mistakes in cAdvisor's flags") {
  CHECK(load({"-version", "-port"}, {}).action == Action::version);
  CHECK(load({"--help", "-docker_only=yes"}, {}).action == Action::help);
}
