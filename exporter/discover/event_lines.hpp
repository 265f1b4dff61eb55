// SPDX-License-Identifier: Apache-2.0
// Cuts a stream that comes in arbitrary pieces into lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace exporter::discover {

class EventLines {
 public:
  // Events are about 1 kB; a line above this is passed over, to its end.
  static constexpr std::size_t longest = 1U << 20U;

  // Calls take(line) for every line that `bytes` completes; empty ones are left out.
  template <typename Take>
  void feed(std::string_view bytes, Take take) {
    while (!bytes.empty()) {
      const auto end = bytes.find('\n');
      append(bytes.substr(0, end));
      if (end == std::string_view::npos) return;
      bytes.remove_prefix(end + 1);
      if (!too_long_ && !begun_.empty()) take(std::string_view(begun_));
      clear();
    }
  }

  void clear() {
    begun_.clear();
    too_long_ = false;
  }

 private:
  void append(std::string_view part) {
    too_long_ = too_long_ || begun_.size() + part.size() > longest;
    if (too_long_) {
      begun_.clear();
    } else {
      begun_.append(part);
    }
  }

  std::string begun_;
  bool too_long_ = false;
};

}  // namespace exporter::discover
