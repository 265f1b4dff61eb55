// SPDX-License-Identifier: Apache-2.0
// What a client asks for in its request headers.
#pragma once

#include <chrono>
#include <string_view>

namespace exporter::web {

// True when Accept-Encoding (RFC 9110 12.5.3) allows gzip: named, or by "*", and not with q=0.
bool accepts_gzip(std::string_view accept_encoding);

// X-Prometheus-Scrape-Timeout-Seconds, less half a second for the way back; `otherwise` when it is absent or
// no positive number.
std::chrono::milliseconds scrape_timeout(std::string_view seconds, std::chrono::milliseconds otherwise);

}  // namespace exporter::web
