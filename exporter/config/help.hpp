// SPDX-License-Identifier: Apache-2.0
// The texts of --help and --version.
#pragma once

#include <string>

namespace exporter::config {

std::string help_text();     // every option of the table, with its default and its variable
std::string version_text();  // one line

}  // namespace exporter::config
