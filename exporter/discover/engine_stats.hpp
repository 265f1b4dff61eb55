// SPDX-License-Identifier: Apache-2.0
// Interface counters from the engine's one-shot statistics, for network/engine_worker: the last resort where
// neither procfs nor the host's sysfs can be read.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "discover/engine_client.hpp"
#include "model/interface.hpp"

namespace exporter::discover {

// Has a connection of its own. One thread at a time calls networks(), any may call stop().
class EngineStats {
 public:
  explicit EngineStats(EngineAddress address, EnginePatience patience = {});

  // Takes the engine about a second, at most 12. Sorted by name. Absent: no such container, just stopped, or
  // none of its own (host, none, container:X). podman calls its one interface "network".
  base::Result<std::vector<model::Interface>> networks(const std::string& id);

  // For good: a call in flight ends within milliseconds, later ones at once, with Errc::io. Call it before
  // joining the thread that calls networks().
  void stop() noexcept { client_.abort(); }

  // Why the last call failed, one line; empty when it did not. For the thread that calls networks().
  const std::string& error() const { return error_; }

 private:
  EngineClient client_;
  std::string error_;
};

}  // namespace exporter::discover
