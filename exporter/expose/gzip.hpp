// SPDX-License-Identifier: Apache-2.0
// gzip (RFC 1952) by libdeflate: the one door to it.
#pragma once

#include <string>
#include <string_view>

namespace exporter::expose {

// Replaces `out` with the compressed text. False when it could not be compressed (no memory).
bool gzip(std::string_view text, std::string& out);

}  // namespace exporter::expose
