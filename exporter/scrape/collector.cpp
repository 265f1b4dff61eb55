// SPDX-License-Identifier: Apache-2.0
#include "scrape/collector.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "base/log.hpp"
#include "read/tables/tables.hpp"
#include "scrape/facts.hpp"
#include "scrape/labels.hpp"

namespace exporter::scrape {

using base::Errc;
using discover::Inventory;

namespace {

// How long a container that Docker has not told of yet stays off the page, so that its series do not start
// without a name and start again with one. Docker answers an inspect in milliseconds.
constexpr auto naming_patience = std::chrono::milliseconds(1500);

// The directory of the host's first process; empty where the procfs is not the host's, which alone has kernel
// threads.
std::string first_process(const base::Host& host) {
  const auto second = base::read_text(host.process(2) + "/comm");
  return second && *second == "kthreadd" ? host.process(1) : std::string();
}

bool holds(const std::vector<model::Found>& found, const std::string& id) {
  return std::any_of(found.begin(), found.end(), [&](const auto& each) { return each.id == id; });
}

}  // namespace

Collector::Collector(const base::Host& host, const read::Hierarchy& hierarchy, Inventory& inventory,
                     network::ContainerNetworks::EngineCounters engine, const base::DescriptorBudget& budget,
                     const model::Policy& policy)
    : host_(host),
      policy_(policy),
      selector_(policy.selection),
      hierarchy_(hierarchy),
      inventory_(inventory),
      tree_(hierarchy.tree()),
      reader_(hierarchy, host, read::container_tables(), read::machine_tables(), budget, policy.groups),
      networks_(host, budget, std::move(engine)),
      host_interfaces_(host),
      processes_(host, hierarchy.tree(), policy.groups, budget),
      topology_(host, policy.groups),
      tombstones_(reader_.container_layout(), std::chrono::seconds(policy.tombstone_seconds)),
      ooms_(reader_.container_layout()),
      root_(reader_.open("/")),
      machine_(reader_.open_machine()),
      root_made_at_ns_(hierarchy.tree().empty() ? 0 : made_at_ns(hierarchy.tree())),
      other_cgroups_(hierarchy, policy.selection) {
  root_.subject.labels = container_labels("/", nullptr).shared;
  root_.process = first_process(host);
  machine_.subject.labels = machine_labels(host);
}

void Collector::show_disk_usage(disk::DiskWorker& disk) {
  if (policy_.groups.has(model::Group::disk)) disk_ = &disk;
}

const model::Snapshot& Collector::collect(Clock::time_point deadline) {
  const auto start = lap_ = Clock::now();
  const std::int64_t now_ns = wall_clock_ns();
  report_ = Report{};
  snapshot_.containers.clear();
  snapshot_.machine.clear();
  ++collections_;
  reader_.begin_scrape();

  const auto scanned = tree_.scan();
  const std::vector<model::Found>* found = scanned ? *scanned : nullptr;
  report_[Stage::tree].success = found != nullptr;
  end_lap(Stage::tree);
  if (disk_ != nullptr) disk_->begin_scrape(inventory_.engine()->docker_root);
  collect_root(now_ns);
  if (found != nullptr) collect_containers(*found, now_ns, deadline);
  if (!other_cgroups_.collect(reader_, now_ns, deadline, snapshot_.containers))
    report_[Stage::cgroup].success = false;
  report_.others = other_cgroups_.shown();
  forget_unseen(found);
  tombstones_.append_to(snapshot_.containers, lap_);
  end_lap(Stage::cgroup);
  collect_machine();
  end_lap(Stage::machine);
  log_new_errors();
  if (disk_ != nullptr) report_.disk = disk_->report();
  report_.duration = lap_ - start;
  return snapshot_;
}

void Collector::end_lap(Stage stage) {
  const auto now = Clock::now();
  report_[stage].duration += now - lap_;
  lap_ = now;
}

void Collector::collect_root(std::int64_t now_ns) {
  // From a private cgroup namespace what looks like the root is only ourselves.
  if (hierarchy_.tree().empty() || hierarchy_.namespaced() || !policy_.selection.root) return;
  std::span<const model::Interface> interfaces;
  if (policy_.groups.has(model::Group::network)) {
    interfaces = host_interfaces_.read(lap_);
    end_lap(Stage::network);
  }
  if (disk_ != nullptr) disk_->of_host(host_supply_[model::Dimension::file_system]);
  const Errc outcome = reader_.read(root_, facts_of(now_ns, root_made_at_ns_), interfaces, host_supply_);
  if (outcome == Errc::none) snapshot_.containers.push_back(&root_.subject);
  end_lap(Stage::cgroup);
}

void Collector::collect_containers(const std::vector<model::Found>& found, std::int64_t now_ns,
                                   Clock::time_point deadline) {
  networks_.begin_scrape();
  processes_.begin_scrape(lap_);
  const bool connecting = still_connecting();
  for (const auto& each : found) {
    if (lap_ > deadline) {
      report_[Stage::cgroup].success = false;
      return;
    }
    const auto answer = inventory_.find(each.id, lap_, naming_patience);
    if (answer.standing == Inventory::Standing::pending || (connecting && !answer.identity)) {
      ++report_.withheld;
      continue;
    }
    if (!is_wanted(each.id, answer.identity)) continue;
    const bool shown = collect_one(each, answer, now_ns);
    end_lap(Stage::cgroup);
    if (shown) ++(answer.identity ? report_.named : report_.anonymous);
  }
}

// Judged once per identity: patterns cost more than files.
bool Collector::is_wanted(const std::string& id, const model::IdentityPtr& identity) {
  const auto wanted = containers_.find(id);
  if (wanted != containers_.end() && wanted->second.identity == identity) return true;
  const auto unwanted = unwanted_.find(id);
  const bool known = unwanted != unwanted_.end() && unwanted->second.identity == identity;
  if (!known && selector_.takes(identity.get())) return true;
  unwanted_[id] = {identity, collections_};
  return false;
}

// Docker has neither answered nor failed since the start: names may come any moment.
bool Collector::still_connecting() const {
  const auto engine = inventory_.engine();
  return !engine->synced_once && engine->error.empty() && lap_ - started_ < naming_patience;
}

bool Collector::collect_one(const model::Found& found, const Inventory::Answer& answer, std::int64_t now_ns) {
  Container& container = container_of(found, answer.identity);
  const bool with_network = policy_.groups.has(model::Group::network);
  network::Source source = network::Source::none;
  if (with_network) {
    source = networks_.read(container.network, container.identity, interfaces_);
    end_lap(Stage::network);
  }
  auto facts = answer.identity ? facts_of(now_ns, *answer.identity) : facts_of(now_ns, container.made_at_ns);
  if (!container.cgroup.subject.all_labels.empty()) set(facts, model::Fact::labelled, 1);
  container.cgroup.process = look_at_processes(container, found, facts);
  if (disk_ != nullptr) disk_->of_container(found.id, supply_[model::Dimension::file_system]);
  if (reader_.read(container.cgroup, facts, interfaces_, supply_) != Errc::none) return false;
  container.cgroup.subject.created_ns = facts[static_cast<std::size_t>(model::Fact::started)].number;
  container.seen = collections_;
  ooms_.update(found.id, container.cgroup.subject, container.cgroup.subject.created_ns,
               inventory_.ooms(found.id));
  tombstones_.remove(found.id);
  if (with_network) ++report_.network_sources[static_cast<std::size_t>(source)];
  report_.label_collisions += container.label_collisions;
  snapshot_.containers.push_back(&container.cgroup.subject);
  return true;
}

// The first process's directory, where it shows a network of the container's own.
std::string Collector::look_at_processes(Container& container, const model::Found& found,
                                         model::Facts& facts) {
  const auto* identity = container.identity.get();
  std::string first = processes_.read(container.processes, found.path, found.id,
                                      identity == nullptr ? 0 : identity->pid, facts);
  if (identity != nullptr && network::has_network_of_its_own(identity->network_mode)) return first;
  return {};
}

Collector::Container& Collector::container_of(const model::Found& found, const model::IdentityPtr& identity) {
  const auto [entry, is_new] = containers_.try_emplace(found.id);
  Container& container = entry->second;
  if (!is_new && container.cgroup.path != found.path) close(container);
  if (is_new || container.cgroup.path != found.path) {
    container.cgroup =
        reader_.open(found.path, [&](const std::string& root) { return locate(root, found.id); });
    container.made_at_ns = made_at_ns(hierarchy_.tree() + found.path);
    end_lap(Stage::cgroup);  // opening takes longer than a reading, and is not the network's
  }
  if (container.cgroup.subject.labels.empty() || container.identity != identity) {
    container.identity = identity;
    auto labels = container_labels(found.path, identity.get(), policy_.labels);
    container.cgroup.subject.labels = std::move(labels.shared);
    container.cgroup.subject.all_labels = std::move(labels.all);
    container.label_collisions = labels.collisions;
  }
  return container;
}

std::string Collector::locate(const std::string& root, const std::string& id) {
  const auto found = other_trees_.try_emplace(root, root).first->second.scan();
  if (!found) return {};
  const auto same =
      std::find_if((*found)->begin(), (*found)->end(), [&](const auto& each) { return each.id == id; });
  return same == (*found)->end() ? std::string{} : same->path;
}

void Collector::close(Container& container) {
  reader_.close(container.cgroup);
  networks_.close(container.network);
  processes_.close(container.processes);
}

// `found` is what the tree has; null where it could not be walked, which ends no container.
void Collector::forget_unseen(const std::vector<model::Found>* found) {
  std::erase_if(unwanted_, [&](const auto& entry) { return entry.second.seen != collections_; });
  for (auto entry = containers_.begin(); entry != containers_.end();) {
    if (entry->second.seen == collections_) {
      ++entry;
    } else {
      const bool ended = found != nullptr && !holds(*found, entry->first);
      if (ended && entry->second.identity) tombstones_.add(entry->first, entry->second.cgroup.subject, lap_);
      close(entry->second);
      entry = containers_.erase(entry);
    }
  }
}

void Collector::collect_machine() {
  const Errc outcome = reader_.read(machine_, model::Facts{}, {}, topology_.read(lap_));
  report_[Stage::machine].success = outcome == Errc::none;
  if (outcome == Errc::none) snapshot_.machine.push_back(&machine_.subject);
}

// One line per cause: a file that fails for a new reason. The counters say how often.
void Collector::log_new_errors() {
  const auto& errors = reader_.errors();
  if (errors.size() == errors_logged_) return;
  errors_logged_ = errors.size();
  for (const auto& [cause, count] : errors) {
    if (count > 0) {
      base::log::warn("a kernel file could not be used; its samples are left out",
                      {{"file", cause.first}, {"reason", base::name(cause.second)}});
    }
  }
}

}  // namespace exporter::scrape
