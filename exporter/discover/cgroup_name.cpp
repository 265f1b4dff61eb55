// SPDX-License-Identifier: Apache-2.0
#include "discover/cgroup_name.hpp"

#include <algorithm>

namespace exporter::discover {

std::string_view container_id(std::string_view directory_name) {
  constexpr std::size_t id_length = 64;
  constexpr std::string_view scope = ".scope";
  if (directory_name.ends_with(scope)) directory_name.remove_suffix(scope.size());
  if (directory_name.size() < id_length) return {};

  const auto id = directory_name.substr(directory_name.size() - id_length);
  const auto prefix = directory_name.substr(0, directory_name.size() - id_length);
  const bool hex = std::all_of(id.begin(), id.end(), [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
  });
  if (!hex) return {};
  if (prefix.empty()) return id;
  // libpod-conmon-<id>.scope and crio-conmon-<id>.scope hold the container's monitor, not the container.
  if (!prefix.ends_with('-') || prefix.find("conmon") != std::string_view::npos) return {};
  return id;
}

}  // namespace exporter::discover
