// SPDX-License-Identifier: Apache-2.0
#include "web/send_all.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace exporter::web {

namespace {

iovec part_of(std::string_view text) {
  return {const_cast<char*>(text.data()), text.size()};  // NOLINT(*-const-cast): sendmsg does not write
}

}  // namespace

bool send_all(int socket, std::string_view head, std::string_view body) {
  while (!head.empty() || !body.empty()) {
    std::array<iovec, 2> parts{part_of(head), part_of(body)};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const auto sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    const auto of_head = std::min(static_cast<std::size_t>(sent), head.size());
    head.remove_prefix(of_head);
    body.remove_prefix(static_cast<std::size_t>(sent) - of_head);
  }
  return true;
}

}  // namespace exporter::web
