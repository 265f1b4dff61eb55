// SPDX-License-Identifier: Apache-2.0
#include "app/exporter.hpp"

#include <stdexcept>
#include <thread>

#include "app/mounts.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "read/descriptors.hpp"
#include "read/tables/tables.hpp"

namespace exporter::app {

namespace log = base::log;

namespace {

discover::EngineAddress address_of(const std::string& text) {
  auto address = discover::parse_engine_address(text);
  if (!address) throw std::runtime_error(address.error().text);
  return *address;
}

void log_engine(const discover::EngineState& engine) {
  if (engine.up) {
    log::info("Docker answers", {{"version", engine.version}, {"api", engine.api_version}});
  } else {
    log::warn("no names from Docker; metrics go on with what is known", {{"reason", engine.error}});
  }
}

model::Groups groups_with_metrics() {
  model::Groups result;
  for (const auto tables : {read::container_tables(), read::machine_tables()}) {
    for (const auto& table : tables) {
      for (const auto& row : table.rows) result.set(row.metric.group, true);
    }
  }
  return result;
}

void append_name(std::string& to, std::string_view name) { to.append(to.empty() ? "" : ",").append(name); }

}  // namespace

Exporter::Exporter(const config::Config& config)
    : host_(existing_mounts(config.host)),
      groups_(config.policy.groups),
      address_(address_of(config.docker_host)),
      hierarchy_(read::Hierarchy::detect(host_)),
      watcher_(address_, inventory_, log_engine, {}, config.policy.labels),
      statistics_(address_),
      engine_worker_([this](const std::string& id) { return statistics_.networks(id); }),
      sizes_(address_),
      disk_worker_(host_, [this](const std::string& id) { return sizes_.size(id); }),
      collector_(
          host_, hierarchy_, inventory_,
          [this](const std::string& id, auto& out) { return engine_worker_.find(id, out); },
          read::descriptor_budget(), config.policy),
      self_metrics_(host_, hierarchy_),
      containers_(collector_.reader().container_layout()),
      machine_(collector_.reader().machine_layout()),
      own_(self_metrics_.families()) {
  collector_.show_disk_usage(disk_worker_);
}

void Exporter::log_hierarchy() const {
  if (hierarchy_.tree().empty()) {
    log::error("no cgroup file system found: there will be no container metrics",
               {{"looked_in", hierarchy_.sysfs() + "/fs/cgroup"},
                {"remedy", "mount the host's /sys and name it with --path.sysfs"}});
    return;
  }
  log::info("cgroups found", {{"version", hierarchy_.version()}, {"tree", hierarchy_.tree()}});
  if (!hierarchy_.namespaced()) return;
  log::error("only this container's own cgroup is visible, not the host's",
             {{"tree", hierarchy_.tree()},
              {"remedy",
               "mount /sys:/host/sys:ro and /sys/fs/cgroup:/host/sys/fs/cgroup:ro, and set "
               "--path.sysfs=/host/sys"}});
}

void Exporter::log_groups() const {
  const auto collected = groups_with_metrics();
  std::string on;
  std::string missing;
  for (std::size_t i = 1; i < model::group_names.size(); ++i) {
    const auto group = static_cast<model::Group>(i);
    if (groups_.has(group)) append_name(collected.has(group) ? on : missing, model::name(group));
  }
  log::info("metric groups", {{"on", on}});
  // Who chose nothing misses nothing.
  if (missing.empty() || groups_ == model::default_groups) return;
  log::warn("metric groups are on of which nothing is collected here", {{"groups", missing}});
}

void Exporter::start() { watcher_.start(); }

void Exporter::stop() {
  watcher_.stop();
  statistics_.stop();
  sizes_.stop();
  disk_worker_.stop();
}

void Exporter::collect(expose::Pages::Clock::time_point deadline) {
  snapshot_ = &collector_.collect(deadline);
  self_metrics_.update(collector_.report(), collector_.reader().errors(), inventory_.engine());
}

void Exporter::write(const expose::View& view, std::string& out) const {
  if (view.name) {
    containers_.write(expose::named(snapshot_->containers, *view.name), out, view);
  } else {
    containers_.write(snapshot_->containers, out, view);
    machine_.write(snapshot_->machine, out, view);
    own_.write(self_metrics_.families(), out, view.format);
  }
  out += expose::ending(view.format);
}

bool Exporter::docker_settled() const {
  const auto engine = inventory_.engine();
  return engine->synced_once || !engine->error.empty();
}

bool Exporter::ready() { return base::is_directory(hierarchy_.tree()) && docker_settled(); }

void Exporter::wait_for_names(std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!docker_settled() && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

}  // namespace exporter::app
