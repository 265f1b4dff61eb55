// SPDX-License-Identifier: Apache-2.0
// One line per cause on standard error, as logfmt or JSON. Only main, scrape and web may include this:
// library code returns what it has to say.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace exporter::base::log {

enum class Level { debug, info, warn, error };
enum class Format { logfmt, json };

using Field = std::pair<std::string_view, std::string_view>;

// Not thread-safe: call once, at start. Unknown words leave the default (info, logfmt).
void configure(std::string_view level, std::string_view format);

// Thread-safe; a line is written whole.
void write(Level level, std::string_view message, std::initializer_list<Field> fields = {});

// The line as write() makes it, without the line feed. `time` is RFC 3339.
std::string line(Format format, std::string_view time, Level level, std::string_view message,
                 std::initializer_list<Field> fields);

inline void debug(std::string_view message, std::initializer_list<Field> fields = {}) {
  write(Level::debug, message, fields);
}
inline void info(std::string_view message, std::initializer_list<Field> fields = {}) {
  write(Level::info, message, fields);
}
inline void warn(std::string_view message, std::initializer_list<Field> fields = {}) {
  write(Level::warn, message, fields);
}
inline void error(std::string_view message, std::initializer_list<Field> fields = {}) {
  write(Level::error, message, fields);
}

}  // namespace exporter::base::log
