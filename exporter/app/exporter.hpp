// SPDX-License-Identifier: Apache-2.0
// Every stage wired to the next, in the order they depend on each other.
#pragma once

#include <chrono>
#include <string>

#include "base/host.hpp"
#include "config/config.hpp"
#include "discover/engine_address.hpp"
#include "discover/engine_stats.hpp"
#include "discover/inventory.hpp"
#include "discover/watcher.hpp"
#include "disk/disk_worker.hpp"
#include "expose/pages.hpp"
#include "expose/text_writer.hpp"
#include "network/engine_worker.hpp"
#include "read/hierarchy.hpp"
#include "scrape/collector.hpp"
#include "scrape/self_metrics.hpp"

namespace exporter::app {

class Exporter {
 public:
  // Throws std::runtime_error for a Docker address that is none. Starts nothing yet.
  explicit Exporter(const config::Config& config);

  void log_hierarchy() const;  // which cgroup version was found, and what is missing
  void log_groups() const;     // which metric groups are on, and which of them have no metrics here
  const std::string& docker_socket() const { return address_.socket; }

  void start();
  void stop();  // at once, whatever Docker does

  // One collection, then any number of pages written of it. Not thread-safe: expose::Pages sees to it that
  // only one call of either runs at a time, and that the first is a collection.
  void collect(expose::Pages::Clock::time_point deadline);
  void write(const expose::View& view, std::string& out) const;

  // A good discovery: the tree was walked, and Docker has answered or is known not to.
  bool ready();
  void wait_for_names(std::chrono::milliseconds patience);

 private:
  bool docker_settled() const;

  const base::Host host_;
  const model::Groups groups_;
  const discover::EngineAddress address_;
  const read::Hierarchy hierarchy_;
  discover::Inventory inventory_;
  discover::Watcher watcher_;
  discover::EngineStats statistics_;  // the engine worker's thread's
  network::EngineWorker engine_worker_;
  discover::EngineStats sizes_;  // the disk worker's thread's
  disk::DiskWorker disk_worker_;
  scrape::Collector collector_;
  scrape::SelfMetrics self_metrics_;
  expose::SubjectWriter containers_;
  expose::SubjectWriter machine_;
  expose::OwnWriter own_;
  const model::Snapshot* snapshot_ = nullptr;  // of the last collection; the collector's
};

}  // namespace exporter::app
