// SPDX-License-Identifier: Apache-2.0
// formats' third part: what a network namespace says of its sockets.
#include <array>
#include <charconv>

#include "base/scan.hpp"
#include "read/formats.hpp"

namespace exporter::read {

using base::Errc;

namespace {

void set_zero(const std::vector<Wanted>& wanted, std::vector<Raw>& slots) {
  for (const auto& each : wanted) slots[each.slot] = {0, Errc::none};
}

void add(std::string_view key, std::int64_t number, const std::vector<Wanted>& wanted,
         std::vector<Raw>& slots) {
  for (const auto& each : wanted) {
    if (each.key == key) slots[each.slot].number += number;
  }
}

// The words of a line up to the 13th, which is the last of net/udp.
constexpr std::size_t most_words = 13;
using Words = std::array<std::string_view, most_words>;

Words words_of(std::string_view line) {
  Words words;
  for (auto& word : words) word = base::take_word(line);
  return words;
}

bool parse_hex(std::string_view word, std::int64_t& out) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out, 16);
  return error == std::errc{} && end == word.data() + word.size();
}

constexpr std::size_t state_word = 3;   // "01"
constexpr std::size_t queues_word = 4;  // "00000000:00000000", to send and received
constexpr std::size_t drops_word = 12;

}  // namespace

Errc parse_tcp_sockets(std::string_view text, const std::vector<Wanted>& wanted, std::vector<Raw>& slots) {
  set_zero(wanted, slots);
  base::take_line(text);  // the heading
  while (!text.empty()) {
    const auto words = words_of(base::take_line(text));
    if (words[state_word].size() != 2) return Errc::malformed;
    add(words[state_word], 1, wanted, slots);
  }
  return Errc::none;
}

Errc parse_udp_sockets(std::string_view text, const std::vector<Wanted>& wanted, std::vector<Raw>& slots) {
  set_zero(wanted, slots);
  base::take_line(text);
  while (!text.empty()) {
    const auto words = words_of(base::take_line(text));
    const auto colon = words[queues_word].find(':');
    const auto drops = base::parse_number(words[drops_word]);
    std::int64_t sending = 0;
    std::int64_t received = 0;
    if (colon == std::string_view::npos || !drops ||
        !parse_hex(words[queues_word].substr(0, colon), sending) ||
        !parse_hex(words[queues_word].substr(colon + 1), received))
      return Errc::malformed;
    add("listen", 1, wanted, slots);
    add("dropped", *drops, wanted, slots);
    add("rxqueued", received, wanted, slots);
    add("txqueued", sending, wanted, slots);
  }
  return Errc::none;
}

Errc parse_paired(std::string_view text, const std::vector<Wanted>& wanted, std::vector<Raw>& slots) {
  Errc worst = Errc::none;
  while (!text.empty()) {
    auto names = base::take_line(text);
    auto numbers = base::take_line(text);
    const auto prefix = base::take_word(names);
    if (prefix.empty() || base::take_word(numbers) != prefix) return Errc::malformed;
    for (auto name = base::take_word(names); !name.empty(); name = base::take_word(names)) {
      const auto word = base::take_word(numbers);
      for (const auto& each : wanted) {
        if (!each.key.starts_with(prefix) || each.key.substr(prefix.size()) != name) continue;
        slots[each.slot] = raw_of(word);
        if (slots[each.slot].outcome == Errc::malformed) worst = Errc::malformed;
      }
    }
  }
  return worst;
}

}  // namespace exporter::read
