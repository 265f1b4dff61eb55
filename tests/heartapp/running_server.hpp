// SPDX-License-Identifier: Apache-2.0
// heartapp's server in this process, on a free port, with its log in a file of its own.
#pragma once

#include <Poco/JSON/Object.h>

#include <string>
#include <vector>

#include "server.hpp"

std::vector<std::string> lines_of(const std::string& text);
Poco::JSON::Object::Ptr parse_json(const std::string& text);

class TemporaryFile {
 public:
  TemporaryFile();
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  int fd() const { return fd_; }
  std::string text() const;

 private:
  int fd_;
};

class RunningServer {
 public:
  explicit RunningServer(heartapp::ServerOptions options = {}, std::vector<heartapp::Route> more_routes = {});

  std::uint16_t port() const { return server_.port(); }
  heartapp::Server& server() { return server_; }
  heartapp::Metrics& metrics() { return metrics_; }
  std::vector<Poco::JSON::Object::Ptr> log() const;
  Poco::JSON::Object::Ptr last_log() const { return log().back(); }

 private:
  TemporaryFile file_;
  heartapp::RequestLog log_{file_.fd()};
  heartapp::Metrics metrics_;
  heartapp::Server server_;
};
