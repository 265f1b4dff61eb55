// SPDX-License-Identifier: Apache-2.0
// The one table of cAdvisor's flags, as of v0.60 and of versions past.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace exporter::config {

enum class Fate : std::uint8_t {
  honoured,  // config/cadvisor turns it into our options
  silent,    // nothing anybody would miss
  warned,    // accepted; `why` is said at start
};

struct CadvisorFlag {
  std::string_view name;
  bool boolean = false;  // takes a value only with '='
  Fate fate = Fate::warned;
  std::string_view why = {};  // for warned, reads well after "-name: "
};

std::span<const CadvisorFlag> cadvisor_flags();
const CadvisorFlag* find_cadvisor_flag(std::string_view name);  // null: it never was one

}  // namespace exporter::config
