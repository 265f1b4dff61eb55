// SPDX-License-Identifier: Apache-2.0
// The Engine API's answers turned into plain structs. Never throws; text that is not the JSON expected is
// malformed; a field that is missing, null or of another type is empty, 0 or false, for engines differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/identity.hpp"
#include "model/interface.hpp"

namespace exporter::discover {

// GET /version
struct VersionReply {
  std::string version;     // "20.10.24"
  std::string newest_api;  // ApiVersion
  std::string oldest_api;  // MinAPIVersion
  bool podman = false;
};
base::Result<VersionReply> parse_version(std::string_view body);

// GET /info
struct InfoReply {
  std::string operating_system;
  std::string docker_root;          // DockerRootDir; podman has no such word
  std::int64_t system_time_ns = 0;  // the engine's clock
};
base::Result<InfoReply> parse_info(std::string_view body);

// One entry of GET /containers/json that is running, paused or restarting; others are left out.
struct Listed {
  std::string id;
  // Of everything the list tells that an identity depends on; not of "Up 3 minutes". A restart changes it
  // too, with Docker, for endpoints are made anew.
  std::size_t fingerprint = 0;
  std::string image_id;  // ImageID
};
base::Result<std::vector<Listed>> parse_list(std::string_view body);

// GET /containers/{id}/json
struct Inspected {
  std::shared_ptr<model::Identity> identity;  // never null in a good result; `inherited` is not set
  bool alive = false;                         // running, paused or restarting
  bool created = false;                       // made, and about to be started for the first time
  std::string image_id = {};                  // Image: "sha256:<64 hex digits>"
};
// Of the environment only variables whose name begins with one of `variables` are kept.
base::Result<Inspected> parse_inspect(std::string_view body, const std::vector<std::string>& variables = {});

// GET /images/{id}/json: Config.Labels
using Labels = std::map<std::string, std::string>;
base::Result<Labels> parse_image(std::string_view body);

// One line of GET /events
struct Event {
  std::string type;                // "container", "network"
  std::string action;              // "start", "health_status: healthy"
  std::string id;                  // the actor's: the container's or the network's
  std::string attached_container;  // network connect and disconnect: whose network changed
  std::int64_t time_ns = 0;        // ns since the epoch; 0 where the engine does not say
};
base::Result<Event> parse_event(std::string_view line);

// GET /containers/{id}/json?size=1: bytes in the writable layer. Absent: the engine does not say.
base::Result<std::int64_t> parse_size(std::string_view body);

// GET /containers/{id}/stats: the interfaces sorted by name. Absent: the container just stopped, has no
// network of its own, or podman answered with nothing.
base::Result<std::vector<model::Interface>> parse_networks(std::string_view body);

// What the engine says about a failed request: JSON's "message", or the plain text that old API versions get.
std::string parse_message(std::string_view body);

// 64 hexadecimal digits in lower case: fit to stand in a request's path.
bool is_container_id(std::string_view text);
bool is_image_id(std::string_view text);  // the same, after "sha256:" where the engine writes it

}  // namespace exporter::discover
