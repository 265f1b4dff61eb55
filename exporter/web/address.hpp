// SPDX-License-Identifier: Apache-2.0
// Addresses as --web.listen-address writes them.
#pragma once

#include <Poco/Net/SocketAddress.h>

#include <string>

namespace exporter::web {

// ":8080" (all interfaces), "127.0.0.1:8080", "[::1]:8080", "host:8080", "unix:/path". Throws Poco::Exception
// for a name that does not resolve.
Poco::Net::SocketAddress parse_address(const std::string& text);

// The address at which a client on this machine reaches a listener: "all interfaces" becomes the loopback
// one.
Poco::Net::SocketAddress reachable(const Poco::Net::SocketAddress& listening);

}  // namespace exporter::web
