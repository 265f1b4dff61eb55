// SPDX-License-Identifier: Apache-2.0
// Times as Docker and podman write them: RFC 3339 with up to nine digits after the second.
#pragma once

#include <cstdint>
#include <string_view>

namespace exporter::discover {

// Nanoseconds since the epoch. 0 for Docker's "never" (0001-01-01T00:00:00Z), anything before 1970 or after
// 2261, and anything malformed.
std::int64_t parse_docker_time(std::string_view text);

}  // namespace exporter::discover
