// SPDX-License-Identifier: Apache-2.0
// HTTP GET over a Unix socket or TCP: the door to libcurl. Requests one after another, and beside them at
// most one endless answer, the event stream. Whatever it waits for, abort() ends it at once.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "discover/engine_address.hpp"
#include "discover/engine_result.hpp"

namespace exporter::discover {

// One thread uses it; wake(), abort() and aborted() may be called by any. Proxies, redirects and the
// environment are ignored.
class Transfers {
 public:
  using Clock = std::chrono::steady_clock;
  using Sink = std::function<void(std::string_view bytes)>;

  struct Reply {
    long status = 0;
    std::string body;
  };

  // Throws std::runtime_error when the process has no descriptor left.
  explicit Transfers(EngineAddress address);
  ~Transfers();
  Transfers(const Transfers&) = delete;
  Transfers& operator=(const Transfers&) = delete;

  // Any status is a reply. One that takes longer than `patience` has timed out; a body above `largest` bytes
  // is malformed.
  EngineResult<Reply> get(const std::string& target, std::chrono::milliseconds patience, std::size_t largest);

  // Returns when the headers are there; status 200: from then on every byte goes to `sink`, which is called
  // inside of get() and wait(). Any other status is a reply, and no stream is open.
  EngineResult<Reply> open_stream(const std::string& target, std::chrono::milliseconds patience, Sink sink);
  void close_stream();
  // Why the stream is not open any more; kind none while it is.
  EngineError stream_error() const;

  // Until bytes of the stream came, it ended, wake() or abort() was called, or `until`.
  void wait(Clock::time_point until);

  void wake() noexcept;
  void abort() noexcept;  // for good
  bool aborted() const noexcept;

  const EngineAddress& address() const { return address_; }

 private:
  struct Shared;
  struct Transfer;

  bool run_until_done(Transfer& transfer, Clock::time_point deadline, bool headers_suffice);
  void perform();
  void sleep(Clock::time_point until);
  void start(Transfer& transfer, const std::string& target, std::chrono::milliseconds patience);
  void finish(Transfer& transfer);
  EngineError failure_of(const Transfer& transfer) const;

  const EngineAddress address_;
  std::unique_ptr<Shared> shared_;
  std::unique_ptr<Transfer> request_;
  std::unique_ptr<Transfer> stream_;
};

}  // namespace exporter::discover
