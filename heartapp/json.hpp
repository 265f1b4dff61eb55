// SPDX-License-Identifier: Apache-2.0
// Text as a JSON string, whatever bytes it is made of.
#pragma once

#include <string>
#include <string_view>

namespace heartapp {

// Appends `text` in quotes. Control characters are escaped, each byte that is not part of well-formed UTF-8
// (RFC 3629: no surrogates, no overlong forms) becomes U+FFFD, so the result is always valid JSON.
void append_json(std::string& out, std::string_view text);

}  // namespace heartapp
