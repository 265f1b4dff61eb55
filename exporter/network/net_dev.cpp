// SPDX-License-Identifier: Apache-2.0
#include "network/net_dev.hpp"

#include "base/scan.hpp"

namespace exporter::network {

namespace {

bool skipped(std::string_view name) {
  return name == "lo" || name.starts_with("veth") || name.starts_with("docker");
}

// Receive: bytes packets errs drop fifo frame compressed multicast; transmit: bytes packets errs drop ...
bool parse_counters(std::string_view words, model::Interface& interface) {
  constexpr std::size_t first_transmit = 8;
  constexpr std::size_t each_way = 4;
  for (std::size_t column = 0; column < first_transmit + each_way; ++column) {
    const auto number = base::parse_number(base::take_word(words));
    if (!number && number.error() != base::Errc::unlimited) return false;
    const std::size_t within = column % first_transmit;
    if (within < each_way) interface.counters[column / first_transmit * each_way + within] = *number;
  }
  return true;
}

}  // namespace

base::Errc parse_net_dev(std::string_view text, std::vector<model::Interface>& out) {
  base::take_line(text);  // two lines of headings
  base::take_line(text);
  while (!text.empty()) {
    const auto line = base::take_line(text);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return base::Errc::malformed;
    model::Interface interface {
      std::string(base::trim(line.substr(0, colon))), {}
    };
    if (skipped(interface.name)) continue;
    if (!parse_counters(line.substr(colon + 1), interface)) return base::Errc::malformed;
    out.push_back(std::move(interface));
  }
  return base::Errc::none;
}

}  // namespace exporter::network
