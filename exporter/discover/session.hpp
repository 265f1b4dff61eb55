// SPDX-License-Identifier: Apache-2.0
// One connection to the engine, from the first answer to the broken stream: keeps the inventory current for
// as long as it lasts.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "discover/engine_client.hpp"
#include "discover/image_labels.hpp"
#include "discover/inventory.hpp"

namespace exporter::discover {

class Session {
 public:
  using Clock = EngineClient::Clock;

  // `state` is changed and handed to `publish` whenever the engine turns out to be up, or has news. `images`
  // outlives the session: what it knows holds for the next one too. Null: nobody asks which labels are own.
  Session(EngineClient& client, Inventory& inventory, ImageLabels* images, Clock::duration resync_interval,
          EngineState& state, std::function<void()> publish);

  // Returns only when the session is over; says why. Kind aborted: the client was told to stop.
  EngineError run();

 private:
  // What the last list and inspection said, so that an unchanged container is not inspected again.
  struct Seen {
    std::size_t fingerprint = 0;
    Clock::time_point inspected;
  };

  EngineError open();
  EngineError resync();
  EngineError inspect_changed(const std::vector<Listed>& listed);
  EngineError serve_wanted();
  EngineError serve_changed();
  EngineError refresh(const std::string& id, bool wanted);
  void try_again(const std::string& id);
  void note(const Event& event);
  EngineError accept(const Inspected& inspected, bool wanted);

  EngineClient& client_;
  Inventory& inventory_;
  ImageLabels* const images_;
  const Clock::duration resync_interval_;
  EngineState& state_;
  const std::function<void()> publish_;
  std::unordered_map<std::string, Seen> seen_;
  std::vector<std::string> changed_;  // IDs with events not yet looked into, each once
  std::unordered_set<std::string> in_changed_;
  std::unordered_set<std::string> destroyed_;  // of these, the ones that are gone for good
  Clock::time_point next_resync_;
  Clock::duration retry_after_;  // an inspection that fails brings the next resync that near; doubles
  bool inspection_failed_ = false;
};

}  // namespace exporter::discover
