// SPDX-License-Identifier: Apache-2.0
#include "discover/transfer_error.hpp"

#include <cerrno>
#include <cstring>

namespace exporter::discover {

namespace {

// The query is long and the same every time.
std::string request(const EngineAddress& address, const std::string& target) {
  return address.text + ": GET " + one_line(target.substr(0, target.find('?')));
}

std::string seconds(std::chrono::milliseconds time) {
  const auto tenths = time.count() / 100;
  std::string text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text.append(".").append(std::to_string(tenths % 10));
  return text + " s";
}

}  // namespace

EngineError connect_error(const EngineAddress& address, int os_error, const std::string& otherwise) {
  const bool local = !address.socket.empty();
  if (local && (os_error == ENOENT || os_error == ENOTDIR)) {
    return {Failure::unreachable,
            address.text +
                ": no such socket: start Docker, mount its socket into this container, or set --docker.host"};
  }
  if (local && (os_error == EACCES || os_error == EPERM)) {
    return {Failure::denied,
            address.text +
                ": permission denied: add the exporter to the socket's group (in a container --group-add "
                "with the group's number)"};
  }
  if (os_error == ECONNREFUSED) {
    return {Failure::unreachable, address.text +
                                      ": connection refused: nothing listens there: start Docker, "
                                      "or set --docker.host"};
  }
  const std::string why = os_error != 0 ? std::strerror(os_error) : one_line(otherwise);
  return {Failure::unreachable, address.text + ": cannot connect: " + why};
}

EngineError timeout_error(const EngineAddress& address, const std::string& target,
                          std::chrono::milliseconds patience) {
  return {Failure::timed_out,
          request(address, target) + ": no answer within " + seconds(patience) + ": the engine hangs"};
}

EngineError too_large_error(const EngineAddress& address, const std::string& target, std::size_t largest) {
  return {Failure::malformed,
          request(address, target) + ": the answer is larger than " + std::to_string(largest) + " bytes"};
}

EngineError broken_error(const EngineAddress& address, const std::string& target, const std::string& why) {
  return {Failure::unreachable, request(address, target) + ": " + one_line(why)};
}

EngineError status_error(const EngineAddress& address, const std::string& target, long status,
                         const std::string& message) {
  constexpr long not_found = 404;
  std::string text = request(address, target) + ": HTTP status " + std::to_string(status);
  if (!message.empty()) text += ": " + one_line(message);
  return {status == not_found ? Failure::not_found : Failure::rejected, text};
}

EngineError malformed_error(const EngineAddress& address, const std::string& target) {
  return {Failure::malformed, request(address, target) + ": the answer is not what a Docker Engine gives"};
}

}  // namespace exporter::discover
