// SPDX-License-Identifier: Apache-2.0
// The host's physical interfaces, for id="/".
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/host.hpp"
#include "model/interface.hpp"
#include "network/device.hpp"

namespace exporter::network {

class HostInterfaces {
 public:
  using Clock = std::chrono::steady_clock;

  explicit HostInterfaces(const base::Host& host) : directory_(host.network_classes()) {}

  // The interfaces that have a device behind them (<sysfs>/class/net/<name>/device); where none has, as on
  // some virtual machines, all but the ones that container engines make. What passes through a bridge or a
  // bond is thus counted once. The list is taken anew every minute and when an interface is gone.
  const std::vector<model::Interface>& read(Clock::time_point now);

 private:
  void list();

  std::string directory_;
  std::vector<Device> devices_;
  std::vector<model::Interface> interfaces_;
  base::Buffer buffer_;
  Clock::time_point listed_{};
  bool must_list_ = true;
};

}  // namespace exporter::network
