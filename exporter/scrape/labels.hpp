// SPDX-License-Identifier: Apache-2.0
// The label block that all series of one subject share, escaped once and kept.
#pragma once

#include <string>

#include "base/host.hpp"
#include "model/identity.hpp"
#include "model/selection.hpp"

namespace exporter::scrape {

// id (the cgroup path), name, image and container_label_<name>. Empty values are not written: to Prometheus
// absent and empty are one. Where two labels become one name, the first in byte order that the policy lets
// through stands.
std::string container_labels(const std::string& path, const model::Identity* identity,
                             const model::LabelPolicy& policy = {});

// machine_id, system_uuid, boot_id, each left out where the host's file cannot be read.
std::string machine_labels(const base::Host& host);

}  // namespace exporter::scrape
