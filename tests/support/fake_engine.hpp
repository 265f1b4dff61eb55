// SPDX-License-Identifier: Apache-2.0
// A Docker Engine of canned answers on a Unix socket or loopback TCP. It can be slow, hang, break off, and
// tell events.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/fd.hpp"

namespace support {

class FakeEngine {
 public:
  struct Answer {
    int status = 200;
    std::string body{};
    std::chrono::milliseconds delay{0};
    bool hang = false;   // never answered
    bool close = false;  // the connection breaks instead
  };

  explicit FakeEngine(std::string socket);  // replaces what is at that path; empty: TCP, see authority()
  ~FakeEngine();                            // removes it
  FakeEngine(const FakeEngine&) = delete;
  FakeEngine& operator=(const FakeEngine&) = delete;

  // `path` without version and query: "/containers/json". Without an answer it is 404, as Docker says it.
  void answer(const std::string& path, Answer answer);
  void answer(const std::string& path, std::string body) { answer(path, Answer{200, std::move(body)}); }
  void no_answer(const std::string& path);
  void hang(bool hanging);  // accepts and reads, and says nothing any more

  void emit(std::string_view bytes);  // one chunk to every open event stream
  void break_streams();
  std::size_t streams() const;

  std::string authority() const;                     // "127.0.0.1:34567"
  std::vector<std::string> requests() const;         // "GET /v1.41/info", queries and all
  std::size_t count(const std::string& path) const;  // requests whose path is `path`, as in answer()

 private:
  using Clock = std::chrono::steady_clock;
  struct Connection {
    exporter::base::Fd fd;
    std::string received;
    std::string pending;  // the answer that waits for `due`
    Clock::time_point due;
    bool stream = false;
  };

  void run();
  void receive(Connection& connection);
  void respond(Connection& connection, const std::string& request);
  void wake();

  const std::string socket_;
  exporter::base::Fd listener_;
  exporter::base::Fd event_;
  mutable std::mutex mutex_;
  std::map<std::string, Answer> answers_;
  std::vector<Connection> connections_;
  std::vector<std::string> requests_;
  bool hanging_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

// "/v1.41/containers/json?filters=x" -> "/containers/json"
std::string plain_path(std::string_view target);

}  // namespace support
