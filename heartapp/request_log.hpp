// SPDX-License-Identifier: Apache-2.0
// The request log: one JSON object per line, with the keys of the Echo framework's log.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "line_writer.hpp"

namespace heartapp {

// Texts are what the client sent; they may hold any bytes.
struct RequestRecord {
  std::chrono::system_clock::time_point time;
  std::string_view remote_ip;
  std::string_view host;
  std::string_view method;
  std::string_view uri;
  std::string_view user_agent;
  int status = 0;
  std::string_view error;  // empty when all went well
  std::chrono::nanoseconds latency{};
  std::uint64_t bytes_in = 0;   // of the body, read
  std::uint64_t bytes_out = 0;  // of the body, sent
};

// The line with its line feed: time in RFC 3339, UTC, nanoseconds; latency in nanoseconds; latency_human as
// Go prints a duration ("1.5ms").
std::string format(const RequestRecord& record);

class RequestLog {
 public:
  explicit RequestLog(int fd) : lines_(fd) {}

  void write(const RequestRecord& record) { lines_.write(format(record)); }

 private:
  LineWriter lines_;
};

}  // namespace heartapp
