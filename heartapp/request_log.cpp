// SPDX-License-Identifier: Apache-2.0
#include "request_log.hpp"

#include <array>
#include <charconv>
#include <cstddef>

#include "json.hpp"

namespace heartapp {
namespace {

using std::chrono::nanoseconds;

template <typename Number>
void append_number(std::string& out, Number number) {
  std::array<char, 20> text{};  // -2^63
  out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

void append_digits(std::string& out, std::uint64_t number, std::size_t width) {
  std::array<char, 20> text{};
  for (std::size_t index = width; index-- > 0; number /= 10)
    text[index] = static_cast<char>('0' + number % 10);
  out.append(text.data(), width);
}

void append_time(std::string& out, std::chrono::system_clock::time_point time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss<nanoseconds> clock(time - midnight);
  append_digits(out, static_cast<std::uint64_t>(static_cast<int>(date.year())), 4);
  out += '-';
  append_digits(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append_digits(out, static_cast<unsigned>(date.day()), 2);
  out += 'T';
  append_digits(out, static_cast<std::uint64_t>(clock.hours().count()), 2);
  out += ':';
  append_digits(out, static_cast<std::uint64_t>(clock.minutes().count()), 2);
  out += ':';
  append_digits(out, static_cast<std::uint64_t>(clock.seconds().count()), 2);
  out += '.';
  append_digits(out, static_cast<std::uint64_t>(clock.subseconds().count()), 9);
  out += 'Z';
}

struct Unit {
  std::int64_t nanoseconds;
  std::size_t decimals;
  std::string_view name;
};

constexpr std::array units{Unit{1'000'000'000, 9, "s"}, Unit{1'000'000, 6, "ms"}, Unit{1'000, 3, "\u00b5s"},
                           Unit{1, 0, "ns"}};

// Exact, and without std::to_chars for doubles, whose tables are a fifteenth of the static binary.
void append_duration(std::string& out, nanoseconds duration) {
  const std::int64_t count = duration.count();
  const auto* unit = units.begin();
  while (count < unit->nanoseconds && unit->nanoseconds > 1) ++unit;
  append_number(out, count / unit->nanoseconds);
  if (const std::int64_t rest = count % unit->nanoseconds; rest != 0) {
    out += '.';
    append_digits(out, static_cast<std::uint64_t>(rest), unit->decimals);
    out.erase(out.find_last_not_of('0') + 1);
  }
  out += unit->name;
}

void append_text(std::string& out, std::string_view key, std::string_view value) {
  out += key;
  append_json(out, value);
}

}  // namespace

std::string format(const RequestRecord& record) {
  std::string line;
  line.reserve(512);
  line += R"({"time":")";
  append_time(line, record.time);
  append_text(line, R"(","remote_ip":)", record.remote_ip);
  append_text(line, R"(,"host":)", record.host);
  append_text(line, R"(,"method":)", record.method);
  append_text(line, R"(,"uri":)", record.uri);
  append_text(line, R"(,"user_agent":)", record.user_agent);
  line += R"(,"status":)";
  append_number(line, record.status);
  append_text(line, R"(,"error":)", record.error);
  line += R"(,"latency":)";
  append_number(line, record.latency.count());
  line += R"(,"latency_human":")";
  append_duration(line, record.latency);
  line += R"(","bytes_in":)";
  append_number(line, record.bytes_in);
  line += R"(,"bytes_out":)";
  append_number(line, record.bytes_out);
  line += "}\n";
  return line;
}

}  // namespace heartapp
