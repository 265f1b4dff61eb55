// SPDX-License-Identifier: Apache-2.0
// The containers Docker knows, kept current by discover/watcher and read by the scrape.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/identity.hpp"

namespace exporter::discover {

// What is known of the engine itself. Strings are empty until it answered once, and keep their last value
// after.
struct EngineState {
  bool up = false;               // it answers now and its event stream is open
  bool synced_once = false;      // a full list has been taken at least once
  std::string version;           // "20.10.24"
  std::string api_version;       // the one in use, e.g. "1.41"
  std::string operating_system;  // /info OperatingSystem, the host's
  std::string docker_root;       // /info DockerRootDir
  std::string error;             // why it is not up, one line; empty when up
};
using EngineStatePtr = std::shared_ptr<const EngineState>;

// Thread-safe. Every read is a short lock and a shared pointer: a scrape never waits for Docker.
class Inventory {
 public:
  using Clock = std::chrono::steady_clock;

  // How an ID found in the cgroup tree stands with Docker.
  enum class Standing {
    known,    // identity is set
    pending,  // Docker is up and has not been asked, or has not answered yet: wanted() was noted
    unknown,  // Docker said it has no such container, is down, or took longer than the patience given
  };
  struct Answer {
    Standing standing = Standing::unknown;
    model::IdentityPtr identity;
  };

  // Never blocks on Docker. A first question about an unknown ID wakes the watcher, which inspects it at
  // once; until then, for at most `patience` since that first question, the answer is pending.
  Answer find(const std::string& id, Clock::time_point now, Clock::duration patience);

  // When Docker told of an OOM in the container, ns since the epoch, ascending; the last ones while it
  // exists.
  std::vector<std::int64_t> ooms(const std::string& id) const;

  EngineStatePtr engine() const;  // never null; another object when something changed
  std::vector<model::IdentityPtr> all() const;
  std::size_t open_questions() const;  // IDs asked about that Docker has not named; bounded

  // For the watcher.
  void put(model::IdentityPtr identity);
  void remove(const std::string& id);  // it does not run
  void forget(const std::string& id);  // it is no more
  void note_oom(const std::string& id, std::int64_t at_ns);
  void no_such_container(const std::string& id);
  void keep_only(const std::unordered_set<std::string>& ids);  // after a full list
  void set_engine(EngineState state);
  std::vector<std::string> take_wanted();
  void on_wanted(std::function<void()> wake);  // called without the lock held

 private:
  // About an ID that Docker has not named, asked by scrapes.
  struct Question {
    Clock::time_point first;
    Clock::time_point last;
    Clock::time_point forwarded;  // when the watcher was last told to ask Docker
    bool settled = false;         // Docker does not know it, or was down: from now on ask again in silence
  };
  Standing question(const std::string& id, Clock::time_point now, Clock::duration patience);
  void forget_old_questions();

  mutable std::mutex mutex_;
  std::unordered_map<std::string, model::IdentityPtr> known_;
  std::unordered_map<std::string, Question> questions_;
  std::unordered_map<std::string, std::vector<std::int64_t>> ooms_;
  std::vector<std::string> wanted_;
  Clock::time_point newest_question_;
  Clock::time_point last_forgotten_;
  EngineStatePtr engine_ = std::make_shared<const EngineState>();
  std::function<void()> wake_;
};

}  // namespace exporter::discover
