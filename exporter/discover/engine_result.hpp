// SPDX-License-Identifier: Apache-2.0
// What asking the engine comes to: a value, or one line for a human with what to do about it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace exporter::discover {

enum class Failure : std::uint8_t {
  none,
  aborted,      // this process is ending
  unreachable,  // no connection, or it broke
  denied,       // the socket's permissions
  timed_out,
  not_found,  // HTTP 404
  rejected,   // any other HTTP status but 200
  malformed,  // the answer is not what the engine documents, or larger than any real one
};

struct EngineError {
  Failure kind = Failure::none;
  std::string text;  // one line; names the address
};

template <typename T>
class [[nodiscard]] EngineResult {
 public:
  EngineResult(T value) : value_(std::move(value)) {}            // NOLINT(google-explicit-constructor)
  EngineResult(EngineError error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return error_.kind == Failure::none; }
  const EngineError& error() const { return error_; }
  Failure failure() const { return error_.kind; }
  const T& operator*() const { return value_; }
  T& operator*() { return value_; }
  const T* operator->() const { return &value_; }
  T* operator->() { return &value_; }

 private:
  T value_{};
  EngineError error_;
};

// Text from elsewhere made fit for a log line: no control characters, at most 300 bytes.
std::string one_line(std::string_view text);

}  // namespace exporter::discover
