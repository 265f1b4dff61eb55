// SPDX-License-Identifier: Apache-2.0
#include "network/container_network.hpp"

#include <fcntl.h>

#include <algorithm>

#include "base/scan.hpp"
#include "network/net_dev.hpp"
#include "network/own_container.hpp"

namespace exporter::network {

using base::Errc;

namespace {

struct Link {
  std::string directory;
  std::string name;             // inside the container; empty where the engine does not say
  std::int64_t peer_index = 0;  // the interface index inside the container
};

std::string bridge_of(const model::Attachment& attachment) {
  constexpr std::size_t short_id = 12;
  if (attachment.network == "bridge") return "docker0";
  return "br-" + attachment.network_id.substr(0, short_id);
}

// The runtime makes a container's interfaces in the order of their names, and the kernel numbers them as they
// are made.
void name_links(std::vector<Link>& links) {
  std::sort(links.begin(), links.end(),
            [](const Link& a, const Link& b) { return a.peer_index < b.peer_index; });
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (links[i].name.empty()) links[i].name = "eth" + std::to_string(i);
  }
}

}  // namespace

std::string_view name(Source source) {
  constexpr std::array<std::string_view, source_count> names{"none", "host",  "shared",
                                                             "proc", "sysfs", "engine"};
  return names[static_cast<std::size_t>(source)];
}

bool has_network_of_its_own(std::string_view mode) {
  return mode != "host" && !mode.starts_with("container:");
}

ContainerNetworks::ContainerNetworks(const base::Host& host, base::DescriptorBudget budget,
                                     EngineCounters engine)
    : host_(host),
      bridges_(host),
      budget_(std::move(budget)),
      engine_(std::move(engine)),
      own_id_(own_container_id()) {}

Source ContainerNetworks::read(Kept& kept, const model::IdentityPtr& identity,
                               std::vector<model::Interface>& out) {
  out.clear();
  if (!identity) return Source::none;
  if (kept.identity != identity) {
    // Health and state change an identity too; only another process or network makes what is kept wrong.
    const bool same = kept.identity && kept.identity->pid == identity->pid &&
                      kept.identity->started_at_ns == identity->started_at_ns &&
                      kept.identity->networks == identity->networks;
    if (!same) close(kept);
    kept.identity = identity;
  }
  const std::string_view mode = identity->network_mode;
  if (mode == "none") return Source::none;
  if (mode == "host") return Source::host;
  if (!has_network_of_its_own(mode)) return Source::shared;
  if (read_proc(kept, out)) return Source::proc;
  if (read_sysfs(kept, out)) return Source::sysfs;
  if (engine_ && engine_(identity->id, out)) return Source::engine;
  return Source::none;
}

void ContainerNetworks::close(Kept& kept) {
  budget_.give_back(kept.descriptors);
  kept = Kept{};
}

bool ContainerNetworks::take(std::size_t descriptors, Kept& kept) {
  if (!budget_.take(descriptors)) return false;
  kept.descriptors += descriptors;
  return true;
}

bool ContainerNetworks::read_proc(Kept& kept, std::vector<model::Interface>& out) {
  if (kept.identity->pid <= 0 || kept.process_denied) return false;
  if (!kept.process && !open_process(kept)) return false;
  const auto text = base::read_file(kept.process.get(), "net/dev", buffer_);
  if (kept.descriptors == 0) kept.process.reset();  // beyond the budget: opened and proven anew each time
  if (!text) {
    kept.process.reset();
    return false;
  }
  const bool good = parse_net_dev(*text, out) == Errc::none;
  if (!good) out.clear();
  return good;
}

bool ContainerNetworks::open_process(Kept& kept) {
  auto process = base::open_directory(AT_FDCWD, host_.process(kept.identity->pid).c_str());
  if (!process || !belongs(process->get(), kept.identity->id)) {
    kept.process_denied = true;
    return false;
  }
  kept.process = std::move(*process);
  if (kept.descriptors == 0) (void)take(1, kept);
  return true;
}

// A number in the procfs that we see need not be the process Docker means: a private procfs counts from 1,
// and numbers are reused. The process's cgroup tells: it has the container's ID in it, wherever it is read
// from. Only our own container reads as plain "/" from inside its cgroup namespace.
bool ContainerNetworks::belongs(int process, const std::string& id) {
  const auto text = base::read_file(process, "cgroup", buffer_);
  if (!text) return false;
  return text->find(id) != std::string_view::npos || id == own_id_;
}

bool ContainerNetworks::read_sysfs(Kept& kept, std::vector<model::Interface>& out) {
  if (kept.devices.empty() && !learn(kept)) return false;
  for (auto& device : kept.devices) {
    auto interface = device.read(buffer_);
    if (!interface) {
      // Disconnected, or stopped: learned again at the next scrape.
      const auto identity = kept.identity;
      close(kept);
      kept.identity = identity;
      out.clear();
      return false;
    }
    out.push_back(std::move(*interface));
  }
  return true;
}

// All of the container's interfaces or none: with one missing the names of the others would be guesses.
bool ContainerNetworks::learn(Kept& kept) {
  std::vector<Link> links;
  for (const auto& attachment : kept.identity->networks) {
    const auto mac = parse_mac(attachment.mac);
    if (!mac) return false;
    if (!bridges_fresh_) {
      bridges_.refresh();
      bridges_fresh_ = true;
    }
    const std::string directory = bridges_.find(*mac, bridge_of(attachment));
    const auto index =
        directory.empty() ? base::Result<std::string>(Errc::absent) : base::read_text(directory + "/iflink");
    const auto number = index ? base::parse_number(*index) : base::Result<std::int64_t>(index.error());
    if (!number) return false;
    links.push_back({directory, attachment.interface_name, *number});
  }
  name_links(links);
  for (const auto& link : links) {
    const bool keep = take(Device::descriptors, kept);
    kept.devices.emplace_back(link.directory, link.name, Device::Side::peer, keep);
  }
  return !kept.devices.empty();
}

}  // namespace exporter::network
