// SPDX-License-Identifier: Apache-2.0
#include "read/formats.hpp"

#include <algorithm>

#include "base/scan.hpp"

namespace exporter::read {

using base::Errc;

namespace {

// "key value" and meminfo's "key:   value kB".
bool line_has_key(std::string_view line, std::string_view key) {
  return line.size() > key.size() && line.starts_with(key) &&
         (line[key.size()] == ' ' || line[key.size()] == ':');
}

Raw value_after(std::string_view line, std::size_t key_length) {
  line.remove_prefix(key_length + 1);
  return raw_of(base::take_word(line));
}

// One comparison a line. False when not every key was met: the order differs from the one learned.
bool parse_in_order(std::string_view text, const std::vector<Wanted>& in_order, std::vector<Raw>& slots) {
  auto next = in_order.begin();
  while (!text.empty() && next != in_order.end()) {
    const auto line = base::take_line(text);
    if (!line_has_key(line, next->key)) continue;
    slots[next->slot] = value_after(line, next->key.size());
    ++next;
  }
  return next == in_order.end();
}

void learn_order(std::string_view text, FlatKeys& keys, std::vector<Raw>& slots) {
  keys.in_order.clear();
  while (!text.empty()) {
    const auto line = base::take_line(text);
    for (const auto& wanted : keys.wanted) {
      if (!line_has_key(line, wanted.key)) continue;
      slots[wanted.slot] = value_after(line, wanted.key.size());
      keys.in_order.push_back(wanted);
    }
  }
}

}  // namespace

Raw raw_of(std::string_view word) {
  const auto number = base::parse_number(word);
  if (!number) return {0, number.error()};
  return {*number, Errc::none};
}

Raw parse_single(std::string_view text) { return raw_of(base::trim(text)); }

Raw parse_word(std::string_view text, std::size_t index) {
  auto line = base::take_line(text);
  std::string_view word = base::take_word(line);
  for (std::size_t i = 0; i < index; ++i) word = base::take_word(line);
  return raw_of(word);
}

Raw parse_cpu_list(std::string_view text) {
  text = base::trim(text);
  std::int64_t count = 0;
  while (!text.empty()) {
    const auto comma = text.find(',');
    const auto range = text.substr(0, comma);
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    const auto dash = range.find('-');
    const auto first = base::parse_number(range.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : base::parse_number(range.substr(dash + 1));
    if (!first || !last || *last < *first) return {0, Errc::malformed};
    count += *last - *first + 1;
  }
  return {count, count > 0 ? Errc::none : Errc::malformed};
}

Errc parse_flat(std::string_view text, FlatKeys& keys, std::vector<Raw>& slots) {
  if (keys.in_order.empty() || !parse_in_order(text, keys.in_order, slots)) learn_order(text, keys, slots);
  const auto malformed = [&](const Wanted& w) { return slots[w.slot].outcome == Errc::malformed; };
  return std::any_of(keys.in_order.begin(), keys.in_order.end(), malformed) ? Errc::malformed : Errc::none;
}

// "some avg10=0.20 avg60=0.35 avg300=0.31 total=3105919" (Documentation/accounting/psi.rst), total in
// microseconds. Fields unknown to us are passed over; a line without a total is malformed.
Errc parse_pressure(std::string_view text, const std::vector<Wanted>& wanted, std::vector<Raw>& slots) {
  Errc worst = Errc::none;
  while (!text.empty()) {
    const auto line = base::take_line(text);
    for (const auto& each : wanted) {
      if (!line_has_key(line, each.key)) continue;
      constexpr std::string_view field = " total=";
      const auto at = line.find(field);
      auto rest = at == std::string_view::npos ? std::string_view{} : line.substr(at + field.size());
      slots[each.slot] = raw_of(base::take_word(rest));
      if (slots[each.slot].outcome == Errc::malformed) worst = Errc::malformed;
    }
  }
  return worst;
}

}  // namespace exporter::read
