// SPDX-License-Identifier: Apache-2.0
#include "web/address.hpp"

#include <Poco/Net/IPAddress.h>

namespace exporter::web {

using Poco::Net::SocketAddress;

SocketAddress parse_address(const std::string& text) {
  const std::string unix_prefix = "unix:";
  if (text.rfind(unix_prefix, 0) == 0) {
    return SocketAddress(SocketAddress::UNIX_LOCAL, text.substr(unix_prefix.size()));
  }
  if (text.rfind(':', 0) == 0) return SocketAddress("0.0.0.0" + text);
  return SocketAddress(text);
}

SocketAddress reachable(const SocketAddress& listening) {
  if (listening.family() == SocketAddress::UNIX_LOCAL || !listening.host().isWildcard()) return listening;
  const bool v6 = listening.family() == SocketAddress::IPv6;
  return SocketAddress(v6 ? "::1" : "127.0.0.1", listening.port());
}

}  // namespace exporter::web
