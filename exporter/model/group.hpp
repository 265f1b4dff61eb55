// SPDX-License-Identifier: Apache-2.0
// cAdvisor's metric groups, as -disable_metrics and -enable_metrics name them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace exporter::model {

// "always" is ours: families that no switch turns off.
enum class Group : std::uint8_t {
  always,
  advtcp,
  app,
  cpu,
  cpu_load,
  cpu_topology,
  cpuset,
  disk,
  disk_io,
  hugetlb,
  memory,
  memory_numa,
  network,
  oom_event,
  percpu,
  perf_event,
  pressure,
  process,
  referenced_memory,
  resctrl,
  sched,
  tcp,
  udp,
};

inline constexpr std::array<std::string_view, 23> group_names{
    "always", "advtcp",     "app",      "cpu",     "cpuLoad",           "cpu_topology", "cpuset",
    "disk",   "diskIO",     "hugetlb",  "memory",  "memory_numa",       "network",      "oom_event",
    "percpu", "perf_event", "pressure", "process", "referenced_memory", "resctrl",      "sched",
    "tcp",    "udp"};

constexpr std::string_view name(Group group) { return group_names[static_cast<std::size_t>(group)]; }

constexpr std::optional<Group> group_named(std::string_view name) {
  for (std::size_t i = 1; i < group_names.size(); ++i) {
    if (group_names[i] == name) return static_cast<Group>(i);
  }
  return std::nullopt;
}

// Which groups are on.
class Groups {
 public:
  constexpr Groups() { set(Group::always, true); }
  constexpr Groups(std::initializer_list<Group> on) : Groups() {
    for (const auto group : on) set(group, true);
  }
  constexpr bool has(Group group) const { return (bits_ >> static_cast<unsigned>(group) & 1U) != 0; }
  constexpr void set(Group group, bool on) {
    const std::uint32_t bit = 1U << static_cast<unsigned>(group);
    bits_ = on || group == Group::always ? bits_ | bit : bits_ & ~bit;
  }
  constexpr bool operator==(const Groups&) const = default;

 private:
  std::uint32_t bits_ = 0;
};

// cAdvisor's defaults, but for percpu: one series per container, cpu="total", is the default here.
inline constexpr Groups default_groups{Group::app,        Group::cpu,     Group::cpu_load, Group::disk,
                                       Group::disk_io,    Group::memory,  Group::network,  Group::oom_event,
                                       Group::perf_event, Group::pressure};

}  // namespace exporter::model
