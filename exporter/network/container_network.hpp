// SPDX-License-Identifier: Apache-2.0
// A container's interface counters, from the first source that works:
//   proc    <procfs>/<pid>/net/dev, exact, where the host's procfs is visible;
//   sysfs   the host's sysfs alone: the veth behind which the container's MAC address was seen;
//   engine  what the engine's one-shot statistics said last, asked for in the background.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor_budget.hpp"
#include "base/fd.hpp"
#include "base/file.hpp"
#include "base/host.hpp"
#include "model/identity.hpp"
#include "model/interface.hpp"
#include "network/device.hpp"
#include "network/forwarding.hpp"

namespace exporter::network {

enum class Source : std::uint8_t {
  none,    // --network none, or nobody could say
  host,    // shares the host's interfaces: they are on id="/"
  shared,  // --network container:X: they are on X
  proc,
  sysfs,
  engine,
};
inline constexpr std::size_t source_count = 6;
std::string_view name(Source source);

// Of HostConfig.NetworkMode: not the host's network, and not another container's.
bool has_network_of_its_own(std::string_view mode);

// What is kept of one container between scrapes. Made anew when its identity changes.
struct Kept {
  model::IdentityPtr identity;
  base::Fd process;  // <procfs>/<pid>: a descriptor on it never shows a later process of that number
  bool process_denied = false;  // that pid is not this container's here: a private procfs
  std::vector<Device> devices;  // learned from the bridges
  std::size_t descriptors = 0;  // taken from the budget
};

class ContainerNetworks {
 public:
  // The engine's last answer for this ID: true when there is one; a first call asks for it in the background.
  using EngineCounters = std::function<bool(const std::string& id, std::vector<model::Interface>& out)>;

  ContainerNetworks(const base::Host& host, base::DescriptorBudget budget, EngineCounters engine);

  // The bridges are looked at again, at most once after each call, when a container needs it.
  void begin_scrape() { bridges_fresh_ = false; }

  // Replaces `out`. Says which source served, so that it can be published.
  Source read(Kept& kept, const model::IdentityPtr& identity, std::vector<model::Interface>& out);
  void close(Kept& kept);

 private:
  bool read_proc(Kept& kept, std::vector<model::Interface>& out);
  bool open_process(Kept& kept);
  bool belongs(int process, const std::string& id);
  bool read_sysfs(Kept& kept, std::vector<model::Interface>& out);
  bool learn(Kept& kept);
  bool take(std::size_t descriptors, Kept& kept);

  base::Host host_;
  Bridges bridges_;
  bool bridges_fresh_ = false;
  base::DescriptorBudget budget_;
  EngineCounters engine_;
  std::string own_id_;  // the container this process runs in; empty outside
  base::Buffer buffer_;
};

}  // namespace exporter::network
