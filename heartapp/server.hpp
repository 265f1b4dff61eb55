// SPDX-License-Identifier: Apache-2.0
// The listening socket and the threads behind it.
#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/ThreadPool.h>

#include <chrono>
#include <cstdint>
#include <vector>

#include "connections.hpp"
#include "request_handler.hpp"

namespace heartapp {

struct ServerOptions {
  std::uint16_t port = 0;  // 0: any free one
  // One thread serves one connection, keep-alive ones included; further connections wait for a free thread.
  int threads = 256;
  // How long a connection may stay silent, between requests or within one.
  std::chrono::seconds silence{30};
};

class Server {
 public:
  // Listens (IPv6 and IPv4) but does not accept yet. Throws std::runtime_error that names the port and the
  // remedy. `metrics` and `log` must outlive it.
  Server(const ServerOptions& options, std::vector<Route> routes, Metrics& metrics, RequestLog& log);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  void start() { server_.start(); }

  // Stops accepting, finishes the requests that have begun to arrive, but cuts off those that take longer
  // than 400 ms more. Once.
  void stop();

  std::uint16_t port() const { return socket_.address().port(); }

 private:
  RequestHandler handler_;
  Connections connections_;
  Poco::Net::ServerSocket socket_;
  Poco::ThreadPool threads_;
  Poco::Net::TCPServer server_;
  bool stopped_ = false;
};

}  // namespace heartapp
