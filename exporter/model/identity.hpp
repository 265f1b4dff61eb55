// SPDX-License-Identifier: Apache-2.0
// What Docker says about a container: who it is, not what it uses.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace exporter::model {

// One network a container is attached to (inspect: NetworkSettings.Networks).
struct Attachment {
  std::string network;         // the network's name, the key of Networks
  std::string network_id;      // 64 hex digits; the bridge is br-<first 12>, or docker0 for "bridge"
  std::string mac;             // "02:42:ac:11:00:02"; empty where Docker gives none
  std::string interface_name;  // DriverOpts com.docker.network.endpoint.ifname (Engine 28); else empty

  bool operator==(const Attachment&) const = default;
};

// Immutable once published; a change makes a new one.
struct Identity {
  std::string id;                             // 64 hex digits
  std::string name;                           // without the leading '/'
  std::string image;                          // Config.Image, as written at creation
  std::map<std::string, std::string> labels;  // byte order; values as Docker gives them
  // Of the labels, those its image has with the same value; sorted. Empty when nobody asked for the image.
  std::vector<std::string> inherited;
  std::map<std::string, std::string> environment;  // the variables asked for, and no other: they hold secrets
  std::string status;                              // State.Status: running, paused, restarting, ...
  std::string health;                              // State.Health.Status; empty without a health check
  std::string network_mode;          // HostConfig.NetworkMode: default, host, none, container:<id>, ...
  std::vector<Attachment> networks;  // sorted by network name
  std::int64_t pid = 0;              // State.Pid on the host; 0 when not running
  std::int64_t started_at_ns = 0;    // State.StartedAt, ns since the epoch; 0 = never started
  std::int64_t created_at_ns = 0;    // Created, ns since the epoch

  bool operator==(const Identity&) const = default;
};

using IdentityPtr = std::shared_ptr<const Identity>;

}  // namespace exporter::model
