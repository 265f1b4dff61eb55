// SPDX-License-Identifier: Apache-2.0
// What a client asks for in its request headers.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "expose/format.hpp"

namespace exporter::web {

struct MediaType {
  expose::Format format = expose::Format::text;
  std::string content_type;  // the whole header, with the version and, where it was asked about, the escaping
};

// By Accept (RFC 9110 12.5.1): the highest q of what is served here, text 0.0.4 when that is nothing. Among
// equals, a type asked for by name before one by a wildcard, then the one asked for first.
MediaType choose_format(std::string_view accept);

enum class Encoding : std::uint8_t { identity, gzip, zstd, none };

// By Accept-Encoding (RFC 9110 12.5.3): the highest q; among equals compressed rather than not, and zstd
// before gzip where it is named. A body of `size` bytes too few to gain is left as it is if that is
// acceptable. none: nothing that is to be had is acceptable, not even identity.
Encoding choose_encoding(std::string_view accept_encoding, std::size_t size);

// X-Prometheus-Scrape-Timeout-Seconds, less half a second for the way back; `otherwise` when it is absent or
// no positive number.
std::chrono::milliseconds scrape_timeout(std::string_view seconds, std::chrono::milliseconds otherwise);

}  // namespace exporter::web
