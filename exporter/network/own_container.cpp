// SPDX-License-Identifier: Apache-2.0
#include "network/own_container.hpp"

#include <fcntl.h>

#include "base/file.hpp"
#include "base/host.hpp"

namespace exporter::network {

std::string container_id_in_mountinfo(std::string_view mountinfo) {
  constexpr std::string_view before = "/containers/";
  constexpr std::string_view after = "/hostname ";
  constexpr std::size_t id_length = 64;
  for (auto at = mountinfo.find(after); at != std::string_view::npos; at = mountinfo.find(after, at + 1)) {
    if (at < id_length + before.size()) continue;
    const auto start = at - id_length;
    const auto id = mountinfo.substr(start, id_length);
    const bool hex = id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (hex && mountinfo.substr(0, start).ends_with(before)) return std::string(id);
  }
  return {};
}

std::string own_container_id() {
  base::Buffer buffer;
  const auto text = base::read_file(AT_FDCWD, base::own_process("mountinfo").c_str(), buffer);
  return text ? container_id_in_mountinfo(*text) : std::string{};
}

}  // namespace exporter::network
