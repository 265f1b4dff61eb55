// SPDX-License-Identifier: Apache-2.0
// Where the Docker Engine listens, as DOCKER_HOST and --docker.host write it.
#pragma once

#include <string>
#include <string_view>

#include "discover/engine_result.hpp"

namespace exporter::discover {

struct EngineAddress {
  std::string text;       // as it was written, for messages
  std::string socket;     // the Unix socket's path; empty for TCP
  std::string authority;  // host:port; "localhost" for a Unix socket
};

// unix:///path, tcp://host:port or http://host:port. The error says what is wrong and what to write instead.
EngineResult<EngineAddress> parse_engine_address(std::string_view text);

}  // namespace exporter::discover
