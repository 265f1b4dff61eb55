// SPDX-License-Identifier: Apache-2.0
// The command line of container-exporter compare.
#pragma once

#include <string>
#include <vector>

namespace exporter::compare {

struct Arguments {
  std::vector<std::string> urls;  // one or two
  double tolerance = 0.1;
  double interval = 5;  // seconds
  bool json = false;
  std::string ignore =
      "go_.*|process_.*|promhttp_.*|container_exporter_.*";  // about the exporters themselves
  bool help = false;
};

// Without the word compare. --flag=VALUE, --flag VALUE and -flag=VALUE mean the same. Throws CompareError.
Arguments parse_arguments(const std::vector<std::string>& words);

std::string usage();

}  // namespace exporter::compare
