// SPDX-License-Identifier: Apache-2.0
// docker_json's larger half: the list and the inspection of containers.
#include <algorithm>
#include <functional>

#include "discover/docker_json.hpp"
#include "discover/docker_time.hpp"
#include "discover/json_value.hpp"

namespace exporter::discover {

using base::Errc;

namespace {

template <typename Visit>
void for_each_member(const json::Object& object, Visit visit) {
  if (object.isNull()) return;
  for (const auto& [key, value] : *object) visit(key, value);
}

bool is_alive(std::string_view status) {
  return status == "running" || status == "paused" || status == "restarting";
}

std::vector<model::Attachment> attachments(const json::Object& networks) {
  constexpr const char* interface_name = "com.docker.network.endpoint.ifname";
  std::vector<model::Attachment> found;
  for_each_member(networks, [&](const std::string& name, const json::Value& value) {
    const auto endpoint = json::as_object(value);
    found.push_back({name, json::text(endpoint, "NetworkID"), json::text(endpoint, "MacAddress"),
                     json::text(json::object(endpoint, "DriverOpts"), interface_name)});
  });
  std::sort(found.begin(), found.end(),
            [](const auto& left, const auto& right) { return left.network < right.network; });
  return found;
}

Labels labels_of(const json::Object& config) {
  Labels labels;
  for_each_member(json::object(config, "Labels"), [&](const std::string& key, const json::Value& label) {
    if (label.isString()) labels.emplace(key, json::as_text(label));
  });
  return labels;
}

// "NAME=value". Of a name given twice the last counts, as in the container.
std::map<std::string, std::string> environment_of(const json::Object& config,
                                                  const std::vector<std::string>& variables) {
  std::map<std::string, std::string> found;
  const auto environment = json::array(config, "Env");
  if (variables.empty() || environment.isNull()) return found;
  for (std::size_t i = 0; i < environment->size(); ++i) {
    const auto entry = json::as_text(environment->get(static_cast<unsigned>(i)));
    const auto equals = entry.find('=');
    if (equals == std::string::npos) continue;
    const bool wanted = std::any_of(variables.begin(), variables.end(), [&](const std::string& beginning) {
      return std::string_view(entry).substr(0, equals).starts_with(beginning);
    });
    if (wanted) found[entry.substr(0, equals)] = entry.substr(equals + 1);
  }
  return found;
}

std::string health_of(const json::Object& state) {
  auto health = json::text(json::object(state, "Health"), "Status");
  return health == "none" ? std::string() : health;
}

void add(std::string& text, const std::string& part) {
  text += part;
  text += '\0';
}

// "Up 2 minutes (healthy)": the time passes, the health is news.
std::string health_part(const std::string& status) {
  const auto begin = status.find('(');
  return begin == std::string::npos ? std::string() : status.substr(begin);
}

std::size_t fingerprint(const json::Object& entry) {
  std::string text;
  const auto names = json::array(entry, "Names");
  for (std::size_t i = 0; !names.isNull() && i < names->size(); ++i) {
    add(text, json::as_text(names->get(static_cast<unsigned>(i))));
  }
  add(text, json::text(entry, "Image"));
  add(text, json::text(entry, "State"));
  add(text, health_part(json::text(entry, "Status")));
  for_each_member(json::object(entry, "Labels"), [&](const std::string& key, const json::Value& value) {
    add(text, key);
    add(text, json::as_text(value));
  });
  const auto networks = json::object(json::object(entry, "NetworkSettings"), "Networks");
  for_each_member(networks, [&](const std::string& name, const json::Value& value) {
    const auto endpoint = json::as_object(value);
    add(text, name);
    add(text, json::text(endpoint, "EndpointID"));
    add(text, json::text(endpoint, "MacAddress"));
  });
  return std::hash<std::string>()(text);
}

}  // namespace

base::Result<std::vector<Listed>> parse_list(std::string_view body) {
  return json::guarded([&]() -> base::Result<std::vector<Listed>> {
    std::vector<Listed> listed;
    json::for_each_element(body, [&](const json::Value& value) {
      const auto entry = json::as_object(value);
      auto id = json::text(entry, "Id");
      if (!is_container_id(id) || !is_alive(json::text(entry, "State"))) return;
      listed.push_back({std::move(id), fingerprint(entry), json::text(entry, "ImageID")});
    });
    return listed;
  });
}

base::Result<Inspected> parse_inspect(std::string_view body, const std::vector<std::string>& variables) {
  return json::guarded(body, [&](const json::Value& value) -> base::Result<Inspected> {
    const auto root = json::as_object(value);
    auto identity = std::make_shared<model::Identity>();
    identity->id = json::text(root, "Id");
    identity->name = json::text(root, "Name");
    if (!is_container_id(identity->id)) return Errc::malformed;
    if (identity->name.starts_with('/')) identity->name.erase(0, 1);

    const auto config = json::object(root, "Config");
    identity->image = json::text(config, "Image");
    identity->labels = labels_of(config);
    identity->environment = environment_of(config, variables);

    const auto state = json::object(root, "State");
    identity->status = json::text(state, "Status");
    identity->health = health_of(state);
    identity->pid = std::max<std::int64_t>(0, json::integer(state, "Pid"));
    identity->started_at_ns = parse_docker_time(json::text(state, "StartedAt"));
    identity->created_at_ns = parse_docker_time(json::text(root, "Created"));
    identity->network_mode = json::text(json::object(root, "HostConfig"), "NetworkMode");
    identity->networks = attachments(json::object(json::object(root, "NetworkSettings"), "Networks"));

    const bool alive = is_alive(identity->status) || json::flag(state, "Running") ||
                       json::flag(state, "Paused") || json::flag(state, "Restarting");
    const bool created = identity->status == "created" || identity->status == "initialized";
    return Inspected{std::move(identity), alive, created, json::text(root, "Image")};
  });
}

base::Result<Labels> parse_image(std::string_view body) {
  return json::guarded(body, [](const json::Value& value) -> base::Result<Labels> {
    const auto root = json::as_object(value);
    if (root.isNull()) return Errc::malformed;
    return labels_of(json::object(root, "Config"));
  });
}

}  // namespace exporter::discover
