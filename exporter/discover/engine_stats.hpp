// SPDX-License-Identifier: Apache-2.0
// What takes the engine long, for threads that may wait: interface counters from its one-shot statistics
// (network/engine_worker) and the size of a container (disk/disk_worker).
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "discover/engine_client.hpp"
#include "model/interface.hpp"

namespace exporter::discover {

// Has a connection of its own. One thread at a time asks, any may call stop().
class EngineStats {
 public:
  explicit EngineStats(EngineAddress address, EnginePatience patience = {});

  // Takes the engine about a second, at most 12. Sorted by name. Absent: no such container, just stopped, or
  // none of its own (host, none, container:X). podman calls its one interface "network".
  base::Result<std::vector<model::Interface>> networks(const std::string& id);

  // Bytes in the container's writable layer. Absent: no such container, or the engine does not say.
  base::Result<std::int64_t> size(const std::string& id);

  // For good: a call in flight ends within milliseconds, later ones at once, with Errc::io. Call it before
  // joining the thread that asks.
  void stop() noexcept { client_.abort(); }

  // Why the last call failed, one line; empty when it did not. For the thread that asks.
  const std::string& error() const { return error_; }

 private:
  template <typename Question>
  auto ask(Question question) -> base::Result<std::decay_t<decltype(*question())>>;

  EngineClient client_;
  std::string error_;
};

}  // namespace exporter::discover
