// SPDX-License-Identifier: Apache-2.0
// Asks a running instance whether it works, for image health checks: scratch images have no curl.
#pragma once

#include <string>

namespace exporter::web {

// GET /-/healthy at the first listen address, within 3 s. Empty when it answered 200; otherwise why not.
std::string ask_health(const std::string& listen_address);

}  // namespace exporter::web
