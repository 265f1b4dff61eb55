// SPDX-License-Identifier: Apache-2.0
// A captured host of tests/fixtures/hosts (see the README there), as the flags --path.* would name it.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "base/host.hpp"

namespace support {

inline std::string fixture_path(const std::string& name, const std::string& below = {}) {
  return std::string(FIXTURES "/hosts/") + name + (below.empty() ? "" : "/" + below);
}

inline exporter::base::Host fixture_host(const std::string& name) {
  return {fixture_path(name, "proc"), fixture_path(name, "sys"), fixture_path(name)};
}

// The whole text of docker/<below>: a raw answer of the Engine API.
inline std::string engine_answer(const std::string& name, const std::string& below) {
  const auto path = fixture_path(name, "docker/" + below);
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("no fixture " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace support
