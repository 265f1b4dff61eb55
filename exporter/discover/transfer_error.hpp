// SPDX-License-Identifier: Apache-2.0
// Why a request got no answer, in words that say what to do.
#pragma once

#include <chrono>
#include <string>

#include "discover/engine_address.hpp"
#include "discover/engine_result.hpp"

namespace exporter::discover {

// `os_error`: errno of the failed connect, 0 when unknown. `otherwise`: libcurl's own words.
EngineError connect_error(const EngineAddress& address, int os_error, const std::string& otherwise);
EngineError timeout_error(const EngineAddress& address, const std::string& target,
                          std::chrono::milliseconds patience);
EngineError too_large_error(const EngineAddress& address, const std::string& target, std::size_t largest);
EngineError broken_error(const EngineAddress& address, const std::string& target, const std::string& why);
EngineError status_error(const EngineAddress& address, const std::string& target, long status,
                         const std::string& message);
EngineError malformed_error(const EngineAddress& address, const std::string& target);

}  // namespace exporter::discover
