// SPDX-License-Identifier: Apache-2.0
#include "discover/engine_result.hpp"

#include "base/scan.hpp"

namespace exporter::discover {

std::string one_line(std::string_view text) {
  constexpr std::size_t longest = 300;
  std::string line(base::trim(text).substr(0, longest));
  for (char& letter : line) {
    const auto code = static_cast<unsigned char>(letter);
    if (code < 0x20U || code == 0x7fU) letter = ' ';
  }
  return line;
}

}  // namespace exporter::discover
