// SPDX-License-Identifier: Apache-2.0
#include "config/cadvisor.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/scan.hpp"
#include "config/words.hpp"

namespace exporter::config {

namespace {

bool go_boolean(const std::string& flag, const std::string& text) {
  constexpr std::array<std::string_view, 6> on{"1", "t", "T", "TRUE", "true", "True"};
  constexpr std::array<std::string_view, 6> off{"0", "f", "F", "FALSE", "false", "False"};
  if (std::find(on.begin(), on.end(), text) != on.end()) return true;
  if (std::find(off.begin(), off.end(), text) != off.end()) return false;
  throw ConfigError("-" + flag + ": " + quote(text) + " is not valid; expected true or false");
}

// Trimmed, without empty ones and repetitions.
std::vector<std::string> entries(std::string_view list) {
  std::vector<std::string> result;
  while (true) {
    const auto comma = list.find(',');
    const std::string entry(base::trim(list.substr(0, comma)));
    if (!entry.empty() && std::find(result.begin(), result.end(), entry) == result.end())
      result.push_back(entry);
    if (comma == std::string_view::npos) return result;
    list.remove_prefix(comma + 1);
  }
}

class Translator {
 public:
  explicit Translator(const std::vector<CadvisorArgument>& arguments) {
    for (const auto& argument : arguments) add(argument);
  }

  Translation translate() {
    translate_address();
    translate_path();
    if (const auto* url = given("docker")) set("docker.host", {*url}, "docker");
    translate_labels();
    translate_groups();
    if (is("disable_root_cgroup_stats", true)) {
      set("include.root", {"false"}, "disable_root_cgroup_stats");
    }
    if (is("docker_only", false)) set("collector.cgroups", {"all"}, "docker_only");
    if (const auto* list = given("raw_cgroup_prefix_whitelist"); list != nullptr && !list->empty()) {
      set("collector.cgroup-prefix", entries(*list), "raw_cgroup_prefix_whitelist");
    }
    translate_auth();
    return std::move(result_);
  }

 private:
  void add(const CadvisorArgument& argument) {
    const std::string name(argument.flag->name);
    if (!argument.value && !argument.flag->boolean) throw ConfigError("-" + name + ": a value is missing");
    const std::string value = argument.value.value_or("true");
    if (argument.flag->boolean) go_boolean(name, value);
    const bool is_new = values_.insert_or_assign(name, value).second;
    if (is_new && argument.flag->fate == Fate::warned) warn(name, argument.flag->why);
  }

  const std::string* given(const std::string& flag) const {
    const auto found = values_.find(flag);
    return found == values_.end() ? nullptr : &found->second;
  }

  bool is(const std::string& flag, bool on) const {
    const auto* value = given(flag);
    return value != nullptr && go_boolean(flag, *value) == on;
  }

  void warn(const std::string& flag, std::string_view what) {
    result_.warnings.push_back("-" + flag + ": " + std::string(what));
  }

  void set(std::string_view option, std::vector<std::string> values, const std::string& flag) {
    result_.settings.push_back({&option_named(option), std::move(values), "-" + flag});
  }

  void translate_address() {
    const auto* port = given("port");
    const auto* ip = given("listen_ip");
    if (port == nullptr && ip == nullptr) return;
    std::string address = ip == nullptr ? "" : *ip;
    if (address.find(':') != std::string::npos && !address.starts_with('[')) address = "[" + address + "]";
    set("web.listen-address", {address + ":" + (port == nullptr ? "8080" : *port)},
        port == nullptr ? "listen_ip" : "port");
  }

  void translate_path() {
    const auto* endpoint = given("prometheus_endpoint");
    const auto* prefix = given("url_base_prefix");
    if (endpoint == nullptr && prefix == nullptr) return;
    std::string path = prefix == nullptr ? "" : *prefix;
    while (path.ends_with('/')) path.pop_back();
    path += endpoint == nullptr ? "/metrics" : *endpoint;
    set("web.telemetry-path", {path}, endpoint == nullptr ? "url_base_prefix" : "prometheus_endpoint");
  }

  // There the password is for the pages; the metrics are anybody's.
  void translate_auth() {
    const auto* file = given("http_auth_file");
    if (file == nullptr || file->empty()) return;
    set("web.auth-file", {*file}, "http_auth_file");
    set("web.auth-metrics", {"false"}, "http_auth_file");
    warn("http_auth_file", "asks no password for the metrics, as in cAdvisor; --web.auth-file does");
  }

  void translate_labels() {
    if (given("store_container_labels") != nullptr) {
      const bool all = is("store_container_labels", true);
      set("labels.base", {all ? "all" : "none"}, "store_container_labels");
    }
    if (const auto* list = given("whitelisted_container_labels")) {
      set("labels.allow", entries(*list), "whitelisted_container_labels");
    }
    if (const auto* list = given("env_metadata_whitelist")) {
      set("labels.env", entries(*list), "env_metadata_whitelist");
    }
  }

  // Either replaces the default, and -enable_metrics both, unless it is empty.
  void translate_groups() {
    const auto* only = given("enable_metrics");
    const auto* without = given("disable_metrics");
    if (only != nullptr && !only->empty()) {
      set_groups("enable_metrics", known_groups("enable_metrics", *only), true);
      if (without != nullptr)
        warn("disable_metrics", "without effect beside -enable_metrics, as in cAdvisor");
    } else if (without != nullptr) {
      set_groups("disable_metrics", known_groups("disable_metrics", *without), false);
    }
  }

  void set_groups(const std::string& flag, const std::vector<std::string>& listed, bool on) {
    for (std::size_t i = 1; i < model::group_names.size(); ++i) {
      const std::string name(model::group_names[i]);
      const bool is_listed = std::find(listed.begin(), listed.end(), name) != listed.end();
      set("collector." + name, {is_listed == on ? "true" : "false"}, flag);
    }
  }

  std::vector<std::string> known_groups(const std::string& flag, const std::string& list) {
    const std::vector<std::string> names(model::group_names.begin() + 1, model::group_names.end());
    auto groups = entries(list);
    std::erase_if(groups, [&](const std::string& group) {
      if (model::group_named(group)) return false;
      if (group == "accelerator") {
        warn(flag, "\"accelerator\" is ignored: cAdvisor dropped this group in v0.47");
      } else {
        warn(flag,
             quote(group) + " is ignored: it is no metric group; the nearest is " + nearest(group, names));
      }
      return true;
    });
    return groups;
  }

  std::map<std::string, std::string> values_;
  Translation result_;
};

}  // namespace

Translation translate(const std::vector<CadvisorArgument>& arguments) {
  return Translator(arguments).translate();
}

}  // namespace exporter::config
