// SPDX-License-Identifier: Apache-2.0
// An HTTP client that sends exactly the bytes it is given.
#pragma once

#include <Poco/Net/StreamSocket.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

struct Answer {
  int status = 0;  // 0: the server closed the connection without an answer
  std::map<std::string, std::string> headers;
  std::string body;
};

class Client {
 public:
  // Each wait for the server ends after ten seconds with an exception.
  explicit Client(std::uint16_t port);

  void send(std::string_view bytes);
  Answer receive(bool has_body = true);
  Answer get(const std::string& path);
  bool is_closed();

 private:
  bool fill();

  Poco::Net::StreamSocket socket_;
  std::string received_;
};

std::string request(const std::string& method, const std::string& uri, const std::string& more_headers = "");
