// SPDX-License-Identifier: Apache-2.0
// The open connections, so that stopping can let go of the idle ones and wait for the busy ones.
#pragma once

#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <set>

namespace heartapp {

class Connections {
 public:
  // Beyond `most` a connection waits for a thread.
  explicit Connections(std::size_t most) : most_(most) {}

  // One connection, registered while this lives. Destroy it before its socket is closed.
  class Entry {
   public:
    Entry(Connections& owner, const Poco::Net::StreamSocket& socket);
    ~Entry();
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    // From the first byte of a request to its answer.
    void set_busy(bool busy) { busy_ = busy; }

   private:
    friend class Connections;
    void end_if_idle();

    Connections& owner_;
    Poco::Net::StreamSocket socket_;
    std::atomic<bool> busy_ = false;
  };

  // Whether a connection is to be closed after its next answer: while stopping, and while others may be
  // waiting for its thread.
  bool should_close() const { return stopping_ || open_ >= most_; }

  void start_stopping() { stopping_ = true; }

  // Ends the idle connections, waits at most `grace` for the busy ones, then cuts those off. Call it after
  // start_stopping(), when nothing is accepted any more.
  void drain(std::chrono::milliseconds grace);

 private:
  const std::size_t most_;
  std::atomic<std::size_t> open_ = 0;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::set<Entry*> entries_;
  bool draining_ = false;
};

}  // namespace heartapp
