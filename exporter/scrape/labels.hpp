// SPDX-License-Identifier: Apache-2.0
// The label block that all series of one subject share, escaped once and kept.
#pragma once

#include <cstddef>
#include <string>

#include "base/host.hpp"
#include "model/identity.hpp"
#include "model/selection.hpp"

namespace exporter::scrape {

struct ContainerLabels {
  // id (the cgroup path), name, image, container_label_<name> and container_env_<name in lower case>. Empty
  // values are not written: to Prometheus absent and empty are one.
  std::string shared;
  std::string all;  // the same and the labels that the policy's base leaves out; empty where nobody asked
  // Labels that became the same name as another of the container. The first in byte order stands, before
  // those left out by the base.
  std::size_t collisions = 0;
};

ContainerLabels container_labels(const std::string& path, const model::Identity* identity,
                                 const model::LabelPolicy& policy = {});

// machine_id, system_uuid, boot_id, each left out where the host's file cannot be read.
std::string machine_labels(const base::Host& host);

}  // namespace exporter::scrape
