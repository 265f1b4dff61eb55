// SPDX-License-Identifier: Apache-2.0
#include "base/log.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace exporter::base::log {

namespace {

Level threshold = Level::info;
Format format = Format::logfmt;

std::string_view name(Level level) {
  constexpr std::array<std::string_view, 4> names{"debug", "info", "warn", "error"};
  return names[static_cast<std::size_t>(level)];
}

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (letter == '\n') {
      out += "\\n";
    } else if (code < 0x20 || code == 0x7f) {
      out += "\\u00";
      out += digits[code >> 4U];
      out += digits[code & 15U];
    } else {
      out += letter;
    }
  }
  out += '"';
}

bool plain(std::string_view text) {
  const auto needs_quotes = [](char letter) {
    const auto code = static_cast<unsigned char>(letter);
    return code <= 0x20 || code == 0x7f || letter == '"' || letter == '=' || letter == '\\';
  };
  return !text.empty() && std::none_of(text.begin(), text.end(), needs_quotes);
}

void append_field(std::string& out, Format as, std::string_view key, std::string_view value) {
  if (as == Format::json) {
    if (!out.empty()) out += ',';
    append_quoted(out, key);
    out += ':';
    append_quoted(out, value);
    return;
  }
  if (!out.empty()) out += ' ';
  out += key;
  out += '=';
  if (plain(value)) {
    out += value;
  } else {
    append_quoted(out, value);
  }
}

std::string now() {
  const auto time = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count() % 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 40> text{};
  const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::snprintf(text.data() + length, text.size() - length, ".%03dZ", static_cast<int>(milliseconds));
  return text.data();
}

}  // namespace

void configure(std::string_view level, std::string_view as) {
  for (const auto candidate : {Level::debug, Level::info, Level::warn, Level::error}) {
    if (name(candidate) == level) threshold = candidate;
  }
  format = as == "json" ? Format::json : Format::logfmt;
}

std::string line(Format as, std::string_view time, Level level, std::string_view message,
                 std::initializer_list<Field> fields) {
  std::string out;
  append_field(out, as, "time", time);
  append_field(out, as, "level", name(level));
  append_field(out, as, "msg", message);
  for (const auto& [key, value] : fields) append_field(out, as, key, value);
  return as == Format::json ? "{" + out + "}" : out;
}

void write(Level level, std::string_view message, std::initializer_list<Field> fields) {
  if (level < threshold) return;
  const std::string text = line(format, now(), level, message, fields) + "\n";
  // One write call, so that lines of two threads never mix. Nothing can be done where standard error fails.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace exporter::base::log
