// SPDX-License-Identifier: Apache-2.0
// heartapp --healthcheck: asks the instance that runs beside it.
#pragma once

#include <cstdint>
#include <string>

namespace heartapp {

// Empty when GET /ping on 127.0.0.1 answers 200 within three seconds, else what is wrong. Without an
// answer in that time a thread is left behind: end the process with std::_Exit().
std::string check_health(std::uint16_t port);

}  // namespace heartapp
