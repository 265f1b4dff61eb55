// SPDX-License-Identifier: Apache-2.0
// Everything a user can set, with its default. config/exporter.yml is the annotated copy; a test compares
// them.
#pragma once

#include <string>
#include <vector>

#include "base/host.hpp"
#include "model/selection.hpp"

namespace exporter::config {

struct Config {
  std::vector<std::string> listen_addresses{":8080"};  // HOST:PORT, [v6]:PORT, :PORT (all) or unix:/path
  std::string telemetry_path{"/metrics"};              // starts with '/'
  std::string auth_file;                               // htpasswd; empty: nobody is asked
  bool auth_metrics = true;                            // ask for the metrics page too; cAdvisor does not
  std::size_t compression_level = 1;                   // of gzip and zstd; docs/performance.md says why 1
  bool redirect_unknown = false;  // unknown paths: 307 to the landing page, in place of 404
  std::string docker_host{base::default_docker_host};  // unix:///path or tcp://host:port
  base::Host host;
  std::string process_user{
      "nobody"};                  // started as root: "nobody" gives root up before listening, "root" keeps it
  std::string log_level{"info"};  // debug, info, warn, error
  std::string log_format{"logfmt"};  // logfmt, json

  model::Policy policy;  // metric groups, labels, containers

  bool operator==(const Config&) const = default;
};

}  // namespace exporter::config
