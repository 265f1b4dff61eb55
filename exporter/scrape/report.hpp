// SPDX-License-Identifier: Apache-2.0
// What one collection says of itself.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "disk/disk_worker.hpp"
#include "network/container_network.hpp"

namespace exporter::scrape {

enum class Stage : std::uint8_t { tree, cgroup, network, machine };
inline constexpr std::array<std::string_view, 4> stage_names{"tree", "cgroup", "network", "machine"};

struct StageReport {
  std::chrono::nanoseconds duration{};
  bool success = true;
};

struct Report {
  std::array<StageReport, stage_names.size()> stages;
  std::chrono::nanoseconds duration{};
  std::size_t named = 0;             // containers whose identity Docker gave
  std::size_t anonymous = 0;         // containers of the cgroup tree alone
  std::size_t others = 0;            // cgroups on the page that are no container's
  std::size_t withheld = 0;          // seen a moment ago, Docker is being asked
  std::size_t label_collisions = 0;  // labels of containers on the page that lost their name to another
  std::array<std::size_t, network::source_count> network_sources{};

  disk::DiskWorker::Report disk;

  StageReport& operator[](Stage stage) { return stages[static_cast<std::size_t>(stage)]; }
  const StageReport& operator[](Stage stage) const { return stages[static_cast<std::size_t>(stage)]; }
};

}  // namespace exporter::scrape
