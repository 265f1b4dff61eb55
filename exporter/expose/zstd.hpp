// SPDX-License-Identifier: Apache-2.0
// Zstandard (RFC 8878) by libzstd: the one door to it.
#pragma once

#include <string>
#include <string_view>

namespace exporter::expose {

// Replaces `out` with the compressed text. False when it could not be compressed (no memory).
bool zstd(std::string_view text, std::string& out);

}  // namespace exporter::expose
