// SPDX-License-Identifier: Apache-2.0
// container-exporter compare.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace exporter::compare {

// The words after "compare". The report goes to `out`, why there is none to `errors`. Returns the exit
// status: 0 equal, 1 different, 2 could not compare.
int run(const std::vector<std::string>& words, std::ostream& out, std::ostream& errors);

}  // namespace exporter::compare
