// SPDX-License-Identifier: Apache-2.0
// Keeps the Inventory current in a thread of its own. Idle it sleeps in poll; it lists again once a minute.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "discover/engine_client.hpp"
#include "discover/image_labels.hpp"
#include "discover/inventory.hpp"
#include "model/selection.hpp"

namespace exporter::discover {

struct WatcherTiming {
  EnginePatience patience;
  std::chrono::milliseconds resync{60000};
  std::chrono::milliseconds first_pause{100};     // between two attempts to connect; doubles ...
  std::chrono::milliseconds longest_pause{1000};  // ... up to this
};

// While the engine is away, what is known stays in the inventory. A container that is gone when it comes back
// is removed then.
class Watcher {
 public:
  // Called in the watcher's thread when EngineState's `up` or `error` changed. Must not call stop().
  using OnChange = std::function<void(const EngineState&)>;

  // Does nothing yet. Throws std::runtime_error when the process has no descriptor left. `inventory` outlives
  // the watcher, which sets its on_wanted. `labels` says what of a container has to be known.
  Watcher(EngineAddress address, Inventory& inventory, OnChange on_change = {}, WatcherTiming timing = {},
          const model::LabelPolicy& labels = {});
  ~Watcher();  // stops
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  void start();  // once
  void stop();   // from the thread that called start(); for good; takes milliseconds whatever the engine does

 private:
  void run();
  EngineError attend();
  void publish();

  Inventory& inventory_;
  const OnChange on_change_;
  const WatcherTiming timing_;
  const bool own_labels_;  // images are asked for only to tell which labels are the container's own
  // Shared with the inventory's wake function, which a scrape may still be calling when this is gone.
  const std::shared_ptr<EngineClient> client_;
  ImageLabels images_;
  EngineState state_;
  EngineState told_;  // what on_change was last told
  std::thread thread_;
};

}  // namespace exporter::discover
