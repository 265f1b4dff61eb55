// SPDX-License-Identifier: Apache-2.0
#include "discover/docker_time.hpp"

#include <chrono>

namespace exporter::discover {

namespace {

// Takes exactly `digits` digits; -1 when they are not there.
int take_digits(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return -1;
  int number = 0;
  for (const char letter : text.substr(0, digits)) {
    if (letter < '0' || letter > '9') return -1;
    number = number * 10 + (letter - '0');
  }
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, char letter) {
  if (!text.starts_with(letter)) return false;
  text.remove_prefix(1);
  return true;
}

std::int64_t take_fraction(std::string_view& text) {
  if (!take(text, '.')) return 0;
  std::int64_t nanoseconds = 0;
  std::int64_t unit = 100'000'000;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    nanoseconds += (text.front() - '0') * unit;
    unit /= 10;
    text.remove_prefix(1);
  }
  return nanoseconds;
}

// Minutes east of UTC; false when the zone is malformed.
bool take_zone(std::string_view& text, int& minutes) {
  minutes = 0;
  if (take(text, 'Z')) return text.empty();
  const bool west = text.starts_with('-');
  if (!west && !text.starts_with('+')) return false;
  text.remove_prefix(1);
  const int hour = take_digits(text, 2);
  if (hour < 0 || !take(text, ':')) return false;
  const int minute = take_digits(text, 2);
  if (minute < 0 || !text.empty()) return false;
  minutes = (hour * 60 + minute) * (west ? -1 : 1);
  return true;
}

}  // namespace

std::int64_t parse_docker_time(std::string_view text) {
  const int year = take_digits(text, 4);
  if (!take(text, '-')) return 0;
  const int month = take_digits(text, 2);
  if (!take(text, '-')) return 0;
  const int day = take_digits(text, 2);
  if (!take(text, 'T')) return 0;
  const int hour = take_digits(text, 2);
  if (!take(text, ':')) return 0;
  const int minute = take_digits(text, 2);
  if (!take(text, ':')) return 0;
  const int second = take_digits(text, 2);
  const std::int64_t fraction = take_fraction(text);
  int zone = 0;
  if (!take_zone(text, zone)) return 0;
  if (year < 1970 || year > 2261 || month < 1 || day < 1 || hour < 0 || minute < 0 || second < 0) return 0;

  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok() || hour > 23 || minute > 59 || second > 60) return 0;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  const std::int64_t seconds = ((days * 24 + hour) * 60 + minute - zone) * 60 + second;
  return seconds < 0 ? 0 : seconds * 1'000'000'000 + fraction;
}

}  // namespace exporter::discover
