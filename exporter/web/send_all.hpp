// SPDX-License-Identifier: Apache-2.0
// Sending a header and a body to a blocking socket by as few calls as the kernel allows.
#pragma once

#include <string_view>

namespace exporter::web {

// False when not all of it could be sent: the client is gone, or took nothing for the socket's send timeout.
bool send_all(int socket, std::string_view head, std::string_view body);

}  // namespace exporter::web
