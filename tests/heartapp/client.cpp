// SPDX-License-Identifier: Apache-2.0
#include "client.hpp"

#include <Poco/Net/NetException.h>
#include <Poco/Net/SocketAddress.h>

#include <array>

Client::Client(std::uint16_t port) : socket_(Poco::Net::SocketAddress("127.0.0.1", port)) {
  socket_.setReceiveTimeout(Poco::Timespan(10, 0));
}

void Client::send(std::string_view bytes) { socket_.sendBytes(bytes.data(), static_cast<int>(bytes.size())); }

bool Client::fill() {
  std::array<char, 4096> part{};
  try {
    const int count = socket_.receiveBytes(part.data(), static_cast<int>(part.size()));
    received_.append(part.data(), static_cast<std::size_t>(count));
    return count > 0;
  } catch (const Poco::Net::ConnectionResetException&) {
    return false;
  }
}

Answer Client::receive(bool has_body) {
  Answer answer;
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return answer;
  }
  const std::string head = received_.substr(0, end + 2);
  received_.erase(0, end + 4);
  answer.status = std::stoi(head.substr(head.find(' ')));
  for (std::size_t line = head.find("\r\n") + 2; line < head.size(); line = head.find("\r\n", line) + 2) {
    const std::size_t colon = head.find(": ", line);
    answer.headers[head.substr(line, colon - line)] =
        head.substr(colon + 2, head.find("\r\n", line) - colon - 2);
  }
  if (!has_body) return answer;
  const std::size_t length = std::stoul(answer.headers.at("Content-Length"));
  while (received_.size() < length && fill()) {
  }
  answer.body = received_.substr(0, length);
  received_.erase(0, length);
  return answer;
}

Answer Client::get(const std::string& path) {
  send(request("GET", path));
  return receive();
}

bool Client::is_closed() { return received_.empty() && !fill(); }

std::string request(const std::string& method, const std::string& uri, const std::string& more_headers) {
  return method + " " + uri + " HTTP/1.1\r\nHost: localhost\r\n" + more_headers + "\r\n";
}
