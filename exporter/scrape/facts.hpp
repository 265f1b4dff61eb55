// SPDX-License-Identifier: Apache-2.0
// What is known of a container without a look into its cgroup. Times are ns since the epoch.
#pragma once

#include <cstdint>
#include <string>

#include "model/facts.hpp"
#include "model/identity.hpp"

namespace exporter::scrape {

std::int64_t wall_clock_ns();

// A cgroup directory is made when its container starts. 0 when it is gone.
std::int64_t made_at_ns(const std::string& directory);

// Without Docker: when the cgroup directory was made.
model::Facts facts_of(std::int64_t now_ns, std::int64_t made_ns);
model::Facts facts_of(std::int64_t now_ns, const model::Identity& identity);

}  // namespace exporter::scrape
