// SPDX-License-Identifier: Apache-2.0
// Result<T>: a value, or the one word that says why there is none.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

namespace exporter::base {

// The closed vocabulary of failures. What each means for the page is decided in one place, read/outcome.hpp.
enum class Errc : std::uint8_t {
  none,       // not a failure; only Result uses it
  absent,     // the file or key does not exist here (older kernel, controller off): no sample, no complaint
  unlimited,  // the kernel says "max": no number exists
  vanished,   // the cgroup, process or interface went away while it was read (ENODEV, ESRCH)
  denied,     // EACCES or EPERM
  malformed,  // the text is not what the kernel documents
  io,         // any other errno
};

// The failure as it stands in labels and log lines.
std::string_view name(Errc code);

// Errc for an errno value of open, read or readdir.
Errc from_errno(int error);

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Errc error) : error_(error) {}          // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return error_ == Errc::none; }
  Errc error() const { return error_; }
  const T& operator*() const { return value_; }
  T& operator*() { return value_; }
  const T* operator->() const { return &value_; }
  T* operator->() { return &value_; }

 private:
  T value_{};
  Errc error_ = Errc::none;
};

}  // namespace exporter::base
