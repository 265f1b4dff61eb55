// SPDX-License-Identifier: Apache-2.0
#include "line_writer.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>

namespace heartapp {
namespace {

constexpr std::size_t most_waiting = 64 * 1024;  // as much as a pipe holds

}  // namespace

void LineWriter::write(std::string_view line) {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [this] { return waiting_.size() < most_waiting; });
  waiting_ += line;
  if (busy_) return;
  busy_ = true;
  while (!waiting_.empty()) {
    leaving_.swap(waiting_);
    lock.unlock();
    write_all(leaving_);
    leaving_.clear();
    lock.lock();
    room_.notify_all();
  }
  busy_ = false;
}

void LineWriter::write_all(std::string_view text) const {
  while (!text.empty()) {
    const ssize_t count = ::write(fd_, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      // Somebody who shares the descriptor made it non-blocking.
      pollfd writable{fd_, POLLOUT, 0};
      ::poll(&writable, 1, -1);
    } else if (errno != EINTR) {
      return;
    }
  }
}

}  // namespace heartapp
