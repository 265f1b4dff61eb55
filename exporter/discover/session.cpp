// SPDX-License-Identifier: Apache-2.0
#include "discover/session.hpp"

#include <algorithm>
#include <utility>

#include "base/heap.hpp"

namespace exporter::discover {

namespace {

// A pid that changed without the list telling (podman, restarted while events were lost) is seen after this.
constexpr auto inspect_at_least_every = std::chrono::minutes(10);
// An engine that is busy, while a host boots, answers soon; a container that it will never tell about costs
// no more than a list now and then.
constexpr auto first_retry = std::chrono::seconds(2);
constexpr std::size_t most_changed = 10000;  // beyond it a resync is cheaper

bool is_over(const EngineError& error) { return error.kind != Failure::none; }

}  // namespace

Session::Session(EngineClient& client, Inventory& inventory, ImageLabels* images,
                 Clock::duration resync_interval, EngineState& state, std::function<void()> publish)
    : client_(client),
      inventory_(inventory),
      images_(images),
      resync_interval_(resync_interval),
      state_(state),
      publish_(std::move(publish)),
      retry_after_(first_retry) {}

EngineError Session::run() {
  if (auto error = open(); is_over(error)) return error;
  while (!client_.aborted()) {
    if (Clock::now() >= next_resync_) {
      if (auto error = resync(); is_over(error)) return error;
    }
    if (auto error = serve_wanted(); is_over(error)) return error;
    if (auto error = serve_changed(); is_over(error)) return error;
    if (auto error = client_.events_error(); is_over(error)) return error;
    client_.wait(next_resync_);
  }
  return {Failure::aborted, "stopping"};
}

EngineError Session::open() {
  const auto version = client_.connect();
  if (!version) return version.error();
  state_.version = version->version;
  state_.api_version = client_.api_version();

  std::int64_t now_ns = 0;
  const auto info = client_.info();
  if (info) {
    state_.operating_system = info->operating_system;
    state_.docker_root = info->docker_root;
    now_ns = info->system_time_ns;
  } else if (info.failure() != Failure::rejected && info.failure() != Failure::malformed) {
    return info.error();
  }
  // The engine sends the headers before it subscribes; with `since` nothing falls into the gap. The list is
  // taken after, so what happens meanwhile comes as an event.
  next_resync_ = Clock::now();
  return client_.open_events(now_ns, [this](const Event& event) { note(event); });
}

EngineError Session::resync() {
  const auto listed = client_.containers();
  if (!listed) return listed.error();
  next_resync_ = Clock::now() + resync_interval_;
  inspection_failed_ = false;

  // At once, before any event or question is served: what those find may be newer than the list.
  std::unordered_set<std::string> ids;
  std::unordered_set<std::string> image_ids;
  for (const auto& each : *listed) {
    ids.insert(each.id);
    image_ids.insert(each.image_id);
  }
  inventory_.keep_only(ids);
  if (images_ != nullptr) images_->keep_only(image_ids);
  std::erase_if(seen_, [&](const auto& entry) { return ids.count(entry.first) == 0; });

  if (!std::exchange(state_.up, true)) {
    state_.error.clear();
    publish_();
  }
  if (auto error = inspect_changed(*listed); is_over(error)) return error;
  retry_after_ = inspection_failed_ ? std::min(retry_after_ * 2, resync_interval_) : first_retry;
  base::trim_heap();  // Docker's answers were many small pieces; nothing like it comes for a minute
  if (!std::exchange(state_.synced_once, true)) publish_();
  return {};
}

EngineError Session::inspect_changed(const std::vector<Listed>& listed) {
  for (const auto& each : listed) {
    if (auto error = serve_wanted(); is_over(error)) return error;
    const auto seen = seen_.find(each.id);
    const bool fresh = seen != seen_.end() && seen->second.fingerprint == each.fingerprint &&
                       Clock::now() - seen->second.inspected < inspect_at_least_every;
    if (fresh || destroyed_.count(each.id) != 0) continue;
    seen_.erase(each.id);
    if (auto error = refresh(each.id, false); is_over(error)) return error;
    // Not there when the inspection failed.
    if (const auto inspected = seen_.find(each.id); inspected != seen_.end()) {
      inspected->second.fingerprint = each.fingerprint;
    }
  }
  return {};
}

EngineError Session::serve_wanted() {
  for (const auto& id : inventory_.take_wanted()) {
    if (auto error = refresh(id, true); is_over(error)) return error;
  }
  return {};
}

EngineError Session::serve_changed() {
  const auto changed = std::exchange(changed_, {});
  const auto destroyed = std::exchange(destroyed_, {});
  in_changed_.clear();
  for (const auto& id : changed) {
    if (destroyed.count(id) != 0) {
      inventory_.forget(id);
      seen_.erase(id);
    } else if (auto error = refresh(id, false); is_over(error)) {
      return error;
    }
  }
  return {};
}

// What goes wrong with one container is that container's trouble; the session is over only when the engine
// itself does not answer.
EngineError Session::refresh(const std::string& id, bool wanted) {
  const auto inspected = client_.inspect(id);
  switch (inspected.failure()) {
    case Failure::none: return accept(*inspected, wanted);
    case Failure::not_found: inventory_.no_such_container(id); return {};
    case Failure::rejected:
    case Failure::malformed: try_again(id); return {};
    case Failure::timed_out: {
      try_again(id);
      const auto version = client_.connect();
      return version ? EngineError{} : version.error();
    }
    default: return inspected.error();
  }
}

// Until the next resync nothing is known of the container, or what was known before.
void Session::try_again(const std::string& id) {
  seen_.erase(id);  // the event that this inspection was about may have changed what the list does not tell
  next_resync_ = std::min(next_resync_, Clock::now() + retry_after_);
  inspection_failed_ = true;
}

EngineError Session::accept(const Inspected& inspected, bool wanted) {
  const std::string& id = inspected.identity->id;
  // A wanted container has a cgroup: if it is not running yet, it is about to.
  if (!inspected.alive && !(wanted && inspected.created)) {
    inventory_.remove(id);
    seen_.erase(id);
    return {};
  }
  if (images_ != nullptr) {
    auto inherited = images_->inherited(client_, inspected.image_id, inspected.identity->labels);
    if (!inherited) return inherited.error();
    inspected.identity->inherited = std::move(*inherited);
  }
  inventory_.put(inspected.identity);
  seen_[id].inspected = Clock::now();
  return {};
}

void Session::note(const Event& event) {
  const bool of_container = event.type == "container";
  const std::string& id = of_container ? event.id : event.attached_container;
  if (!is_container_id(id)) return;
  if (of_container && event.action.starts_with("exec_")) return;
  if (of_container && event.action == "oom") return inventory_.note_oom(id, event.time_ns);
  if (changed_.size() >= most_changed) {
    next_resync_ = Clock::now();
    seen_.clear();
    return;
  }
  if (of_container && (event.action == "destroy" || event.action == "remove")) destroyed_.insert(id);
  if (in_changed_.insert(id).second) changed_.push_back(id);
}

}  // namespace exporter::discover
