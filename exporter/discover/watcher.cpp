// SPDX-License-Identifier: Apache-2.0
#include "discover/watcher.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "discover/session.hpp"

namespace exporter::discover {

using Clock = EngineClient::Clock;

namespace {

// An engine that answers but breaks off again and again is not asked for everything ten times a second.
constexpr auto steady_after = std::chrono::seconds(5);

}  // namespace

Watcher::Watcher(EngineAddress address, Inventory& inventory, OnChange on_change, WatcherTiming timing,
                 const model::LabelPolicy& labels)
    : inventory_(inventory),
      on_change_(std::move(on_change)),
      timing_(timing),
      own_labels_(labels.base == "own"),
      client_(std::make_shared<EngineClient>(std::move(address), timing.patience, labels.variables)) {}

Watcher::~Watcher() { stop(); }

void Watcher::start() {
  inventory_.on_wanted([client = client_] { client->wake(); });
  thread_ = std::thread([this] { run(); });
}

void Watcher::stop() {
  client_->abort();
  if (!thread_.joinable()) return;
  thread_.join();
  inventory_.on_wanted({});
}

void Watcher::run() {
  auto pause = timing_.first_pause;
  while (!client_->aborted()) {
    const auto begun = Clock::now();
    const auto error = attend();
    client_->close_events();
    if (client_->aborted()) return;
    state_.up = false;
    state_.error = error.text;
    publish();

    if (Clock::now() - begun >= steady_after) pause = timing_.first_pause;
    const auto until = Clock::now() + pause;
    while (!client_->aborted() && Clock::now() < until) client_->wait(until);
    pause = std::min(pause * 2, timing_.longest_pause);
  }
}

EngineError Watcher::attend() {
  try {
    Session session(*client_, inventory_, own_labels_ ? &images_ : nullptr, timing_.resync, state_,
                    [this] { publish(); });
    return session.run();
  } catch (const std::exception& error) {  // no memory
    return {Failure::malformed, client_->address().text + ": " + one_line(error.what())};
  }
}

void Watcher::publish() {
  inventory_.set_engine(state_);
  const bool changed = state_.up != told_.up || state_.error != told_.error;
  told_ = state_;
  if (changed && on_change_) on_change_(state_);
}

}  // namespace exporter::discover
