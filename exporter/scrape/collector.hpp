// SPDX-License-Identifier: Apache-2.0
// One collection: cgroup tree + inventory + reader + network -> Snapshot. Touches no daemon.
#pragma once

#include <chrono>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/descriptor_budget.hpp"
#include "base/host.hpp"
#include "discover/inventory.hpp"
#include "discover/tree.hpp"
#include "disk/disk_worker.hpp"
#include "model/selection.hpp"
#include "model/snapshot.hpp"
#include "network/container_network.hpp"
#include "network/host_interfaces.hpp"
#include "processes/container_processes.hpp"
#include "read/hierarchy.hpp"
#include "read/reader.hpp"
#include "read/topology.hpp"
#include "scrape/oom_counts.hpp"
#include "scrape/other_cgroups.hpp"
#include "scrape/report.hpp"
#include "scrape/selector.hpp"
#include "scrape/tombstones.hpp"

namespace exporter::scrape {

class Collector {
 public:
  using Clock = std::chrono::steady_clock;

  Collector(const base::Host& host, const read::Hierarchy& hierarchy, discover::Inventory& inventory,
            network::ContainerNetworks::EngineCounters engine, const base::DescriptorBudget& budget,
            const model::Policy& policy = {});

  // Shows what the worker finds, if the group disk is on. It outlives this; before the first collection.
  void show_disk_usage(disk::DiskWorker& disk);

  // Not thread-safe: one at a time. The snapshot holds still until the next call. Past the deadline the
  // containers not read yet are left out and the cgroup stage reports failure.
  const model::Snapshot& collect(Clock::time_point deadline);

  const Report& report() const { return report_; }
  const read::Reader& reader() const { return reader_; }

 private:
  struct Container {
    read::Cgroup cgroup;
    network::Kept network;
    processes::ContainerProcesses::Kept processes;
    model::IdentityPtr identity;
    std::int64_t made_at_ns = 0;  // of the cgroup directory
    std::size_t label_collisions = 0;
    std::uint64_t seen = 0;  // the last collection that found it
  };

  struct Unwanted {
    model::IdentityPtr identity;  // what was judged
    std::uint64_t seen = 0;
  };

  void end_lap(Stage stage);
  void collect_root(std::int64_t now_ns);
  void collect_containers(const std::vector<model::Found>& found, std::int64_t now_ns,
                          Clock::time_point deadline);
  bool collect_one(const model::Found& found, const discover::Inventory::Answer& answer, std::int64_t now_ns);
  std::string look_at_processes(Container& container, const model::Found& found, model::Facts& facts);
  bool still_connecting() const;
  bool is_wanted(const std::string& id, const model::IdentityPtr& identity);
  void collect_machine();
  Container& container_of(const model::Found& found, const model::IdentityPtr& identity);
  std::string locate(const std::string& root, const std::string& id);
  void forget_unseen(const std::vector<model::Found>* found);
  void close(Container& container);
  void log_new_errors();

  base::Host host_;
  const model::Policy policy_;
  const Selector selector_;
  const read::Hierarchy& hierarchy_;
  discover::Inventory& inventory_;
  discover::Tree tree_;
  std::map<std::string, discover::Tree>
      other_trees_;  // v1: by the root of another hierarchy, once one is needed
  read::Reader reader_;
  network::ContainerNetworks networks_;
  network::HostInterfaces host_interfaces_;
  processes::ContainerProcesses processes_;
  read::Topology topology_;
  Tombstones tombstones_;
  OomCounts ooms_;
  read::Cgroup root_;
  read::Cgroup machine_;
  std::int64_t root_made_at_ns_ = 0;
  std::unordered_map<std::string, Container> containers_;  // wanted, every one
  std::unordered_map<std::string, Unwanted> unwanted_;
  OtherCgroups other_cgroups_;
  std::vector<model::Interface> interfaces_;
  disk::DiskWorker* disk_ = nullptr;  // null where nobody wants to know
  model::Supply host_supply_;         // apart, so that each keeps its strings from scrape to scrape
  model::Supply supply_;
  model::Snapshot snapshot_;
  Report report_;
  // When a stage ended last; what passes from then on is the next one's. The clock is read there alone: where
  // it is no vDSO's (hpet, acpi_pm, Xen) each reading is a system call.
  Clock::time_point lap_{};
  const Clock::time_point started_ = Clock::now();
  std::uint64_t collections_ = 0;
  std::size_t errors_logged_ = 0;
};

}  // namespace exporter::scrape
