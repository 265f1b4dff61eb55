// SPDX-License-Identifier: Apache-2.0
// What the machine is made of: sockets, cores, caches, NUMA nodes, memory modules. From sysfs
// (Documentation/admin-guide/cputopology.rst, Documentation/ABI/testing/sysfs-devices-system-cpu,
// .../sysfs-devices-node, Documentation/admin-guide/ras.rst).
#pragma once

#include <chrono>

#include "base/host.hpp"
#include "model/group.hpp"
#include "model/supply.hpp"

namespace exporter::read {

class Topology {
 public:
  using Clock = std::chrono::steady_clock;

  // Caches, threads and nodes are looked at only when cpu_topology is on.
  Topology(base::Host host, model::Groups groups);

  // Hundreds of files that hardly ever change: read anew when five minutes have passed since the last time,
  // which is how old cAdvisor's may be. What sysfs does not show is missing; books and drawers are 0 but on
  // s390x.
  const model::Supply& read(Clock::time_point now);

 private:
  void look();

  base::Host host_;
  bool detailed_;
  model::Supply found_;
  Clock::time_point looked_{};
};

}  // namespace exporter::read
