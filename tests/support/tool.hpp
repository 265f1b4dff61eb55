// SPDX-License-Identifier: Apache-2.0
// Programs that a test needs beside it. Missing, the test is skipped with the reason; with CI=true it fails.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

namespace support {

inline bool in_ci() {
  const char* ci = std::getenv("CI");
  return ci != nullptr && std::string(ci) == "true";
}

// Prints "SKIPPED: why" for scripts/test to gather; fails where nothing may be missing.
inline void skip(const std::string& why) {
  std::cout << "SKIPPED: " << why << std::endl;
  if (in_ci()) FAIL("CI=true, but " << why);
}

inline std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  std::string out;
  char part[4096];
  while (pipe && std::fgets(part, sizeof part, pipe.get()) != nullptr) out += part;
  return out;
}

inline bool have_tool(const std::string& name) {
  if (!output_of("command -v " + name).empty()) return true;
  skip(name + " is not installed");
  return false;
}

// What promtool check metrics says of a page, but for names that are cAdvisor's own.
inline std::string promtool_complaints(const std::string& page) {
  TempTree tree;
  tree.write("page", page);
  return output_of(
      "promtool check metrics < " + tree.path("page") +
      " 2>&1 | grep -v -e '^container_\\(memory\\|hugetlb\\)_failcnt counter metrics should have \"_total\" "
      "suffix$'"
      " -e '^container_network_\\(tcp6\\?_usage\\|udp6\\?_usage\\|advance_tcp_stats\\)_total"
      " non-counter metrics should not have \"_total\" suffix$'"
      " -e '^container_cpu_load_d_average_10s metric names should not contain abbreviated units$'"
      " -e \"^cadvisor_version_info label names should be written in 'snake_case' not 'camelCase'$\"");
}

}  // namespace support
