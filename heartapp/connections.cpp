// SPDX-License-Identifier: Apache-2.0
#include "connections.hpp"

#include <Poco/Exception.h>

namespace heartapp {
namespace {

void cut_off(Poco::Net::StreamSocket& socket) {
  try {
    socket.shutdown();
  } catch (const Poco::Exception&) {
    // The client was faster.
  }
}

}  // namespace

Connections::Entry::Entry(Connections& owner, const Poco::Net::StreamSocket& socket)
    : owner_(owner), socket_(socket) {
  const std::lock_guard lock(owner_.mutex_);
  owner_.entries_.insert(this);
  owner_.open_ = owner_.entries_.size();
  if (owner_.draining_) end_if_idle();
}

Connections::Entry::~Entry() {
  const std::lock_guard lock(owner_.mutex_);
  owner_.entries_.erase(this);
  owner_.open_ = owner_.entries_.size();
  // Under the lock: once drain() has seen the last one go, owner_ may be gone too.
  owner_.ended_.notify_all();
}

void Connections::Entry::end_if_idle() {
  try {
    // What has arrived but is not read yet makes a connection busy, too.
    if (!busy_ && socket_.available() == 0) socket_.shutdownReceive();
  } catch (const Poco::Exception&) {
    // The client was faster.
  }
}

void Connections::drain(std::chrono::milliseconds grace) {
  std::unique_lock lock(mutex_);
  draining_ = true;
  for (Entry* entry : entries_) entry->end_if_idle();
  const auto all_ended = [this] { return entries_.empty(); };
  if (ended_.wait_for(lock, grace, all_ended)) return;
  for (Entry* entry : entries_) cut_off(entry->socket_);
  ended_.wait(lock, all_ended);
}

}  // namespace heartapp
