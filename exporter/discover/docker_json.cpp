// SPDX-License-Identifier: Apache-2.0
#include "discover/docker_json.hpp"

#include <algorithm>

#include "base/scan.hpp"
#include "discover/docker_time.hpp"
#include "discover/json_value.hpp"

namespace exporter::discover {

using base::Errc;

base::Result<VersionReply> parse_version(std::string_view body) {
  return json::guarded(body, [](const json::Value& value) -> base::Result<VersionReply> {
    const auto root = json::as_object(value);
    if (root.isNull()) return Errc::malformed;
    VersionReply reply{json::text(root, "Version"), json::text(root, "ApiVersion"),
                       json::text(root, "MinAPIVersion"), false};
    const auto components = json::array(root, "Components");
    for (std::size_t i = 0; !components.isNull() && i < components->size(); ++i) {
      const auto component = json::as_object(components->get(static_cast<unsigned>(i)));
      if (json::text(component, "Name") == "Podman Engine") reply.podman = true;
    }
    return reply;
  });
}

base::Result<InfoReply> parse_info(std::string_view body) {
  return json::guarded(body, [](const json::Value& value) -> base::Result<InfoReply> {
    const auto root = json::as_object(value);
    if (root.isNull()) return Errc::malformed;
    return InfoReply{json::text(root, "OperatingSystem"), json::text(root, "DockerRootDir"),
                     parse_docker_time(json::text(root, "SystemTime"))};
  });
}

base::Result<Event> parse_event(std::string_view line) {
  return json::guarded(line, [](const json::Value& value) -> base::Result<Event> {
    const auto root = json::as_object(value);
    if (root.isNull()) return Errc::malformed;
    const auto actor = json::object(root, "Actor");
    Event event{json::text(root, "Type"), json::text(root, "Action"), json::text(actor, "ID"),
                json::text(json::object(actor, "Attributes"), "container"), json::integer(root, "timeNano")};
    if (event.type.empty() || event.action.empty()) return Errc::malformed;
    return event;
  });
}

base::Result<std::int64_t> parse_size(std::string_view body) {
  return json::guarded(body, [](const json::Value& value) -> base::Result<std::int64_t> {
    const auto root = json::as_object(value);
    if (root.isNull()) return Errc::malformed;
    if (!root->has("SizeRw")) return Errc::absent;
    return std::max<std::int64_t>(0, json::integer(root, "SizeRw"));
  });
}

base::Result<std::vector<model::Interface>> parse_networks(std::string_view body) {
  using Interfaces = std::vector<model::Interface>;
  using Counter = model::InterfaceCounter;
  if (base::trim(body).empty()) return Errc::absent;
  return json::guarded(body, [](const json::Value& value) -> base::Result<Interfaces> {
    const auto root = json::as_object(value);
    if (root.isNull()) return Errc::malformed;
    const auto networks = json::object(root, "networks");
    Interfaces interfaces;
    for (const auto& name : networks.isNull() ? std::vector<std::string>() : networks->getNames()) {
      const auto counters = json::object(networks, name);
      if (counters.isNull()) continue;
      model::Interface interface;
      interface.name = name;
      interface[Counter::receive_bytes] = json::integer(counters, "rx_bytes");
      interface[Counter::receive_packets] = json::integer(counters, "rx_packets");
      interface[Counter::receive_errors] = json::integer(counters, "rx_errors");
      interface[Counter::receive_dropped] = json::integer(counters, "rx_dropped");
      interface[Counter::transmit_bytes] = json::integer(counters, "tx_bytes");
      interface[Counter::transmit_packets] = json::integer(counters, "tx_packets");
      interface[Counter::transmit_errors] = json::integer(counters, "tx_errors");
      interface[Counter::transmit_dropped] = json::integer(counters, "tx_dropped");
      interfaces.push_back(std::move(interface));
    }
    if (interfaces.empty()) return Errc::absent;
    std::sort(interfaces.begin(), interfaces.end(),
              [](const auto& left, const auto& right) { return left.name < right.name; });
    return interfaces;
  });
}

std::string parse_message(std::string_view body) {
  const auto message = json::guarded(body, [](const json::Value& value) -> base::Result<std::string> {
    return json::text(json::as_object(value), "message");
  });
  return message ? *message : std::string(base::trim(body));
}

bool is_container_id(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_image_id(std::string_view text) {
  constexpr std::string_view algorithm = "sha256:";
  if (text.starts_with(algorithm)) text.remove_prefix(algorithm.size());
  return is_container_id(text);
}

}  // namespace exporter::discover
