// SPDX-License-Identifier: Apache-2.0
#include "discover/engine_address.hpp"

#include <sys/un.h>

#include <charconv>
#include <cstdint>

#include "base/host.hpp"

namespace exporter::discover {

namespace {

EngineError wrong(std::string_view address, std::string_view why) {
  return {Failure::malformed, "Docker address \"" + one_line(address) + "\": " + std::string(why)};
}

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port != 0;
}

// Anything that would end the authority of a URL or begin another part of it.
bool is_host(std::string_view host) {
  if (host.empty()) return false;
  if (host.front() == '[') {
    return host.size() > 2 && host.back() == ']' &&
           host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdefABCDEF:.") ==
               std::string_view::npos;
  }
  return host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_") ==
         std::string_view::npos;
}

EngineResult<EngineAddress> unix_address(std::string_view text, std::string_view path) {
  constexpr std::size_t longest = sizeof(sockaddr_un{}.sun_path) - 1;
  if (path.empty() || path.front() != '/') {
    return wrong(text, "the path must be absolute, as in " + std::string(base::default_docker_host));
  }
  if (path.size() > longest) {
    return wrong(text, "the path is longer than the " + std::to_string(longest) +
                           " bytes that a Unix socket can have: use a symbolic link");
  }
  if (path.find('\0') != std::string_view::npos) return wrong(text, "the path holds a NUL byte");
  return EngineAddress{std::string(text), std::string(path), "localhost"};
}

EngineResult<EngineAddress> tcp_address(std::string_view text, std::string_view authority) {
  if (authority.ends_with('/')) authority.remove_suffix(1);
  const auto colon = authority.rfind(':');
  if (colon == std::string_view::npos || !is_host(authority.substr(0, colon)) ||
      !is_port(authority.substr(colon + 1))) {
    return wrong(text, "expected a host and a port, as in tcp://192.0.2.1:2375");
  }
  return EngineAddress{std::string(text), {}, std::string(authority)};
}

}  // namespace

EngineResult<EngineAddress> parse_engine_address(std::string_view text) {
  const auto mark = text.find("://");
  if (mark == std::string_view::npos) {
    return wrong(text, "expected unix:///path or tcp://host:port");
  }
  const auto scheme = text.substr(0, mark);
  const auto rest = text.substr(mark + 3);
  if (scheme == "unix") return unix_address(text, rest);
  if (scheme == "tcp" || scheme == "http") return tcp_address(text, rest);
  if (scheme == "https") {
    return wrong(text,
                 "TLS is not supported yet: use the local socket " + std::string(base::default_docker_host));
  }
  if (scheme == "ssh") {
    return wrong(text, "ssh is not supported: forward the socket with ssh -L and use unix:///path");
  }
  if (scheme == "npipe") return wrong(text, "named pipes exist on Windows only: use unix:///path");
  return wrong(text, "unknown scheme: use unix:///path or tcp://host:port");
}

}  // namespace exporter::discover
