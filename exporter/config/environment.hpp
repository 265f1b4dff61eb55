// SPDX-License-Identifier: Apache-2.0
// The environment as settings.
#pragma once

#include <vector>

#include "config/option.hpp"

namespace exporter::config {

// Throws ConfigError for a CONTAINER_EXPORTER_ variable that is no option's. Variables of Kubernetes service
// links (CONTAINER_EXPORTER_SERVICE_HOST, CONTAINER_EXPORTER_PORT_8080_TCP, ...) are nobody's mistake and
// passed over.
std::vector<Setting> read_environment(const Environment& environment);

}  // namespace exporter::config
