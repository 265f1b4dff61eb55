// SPDX-License-Identifier: Apache-2.0
// The HTTP server: Poco's protocol code behind an accept loop of our own. Poco's wakes four times a second to
// see whether it should stop; ours sleeps until a connection comes.
#pragma once

#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/ThreadPool.h>

#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/fd.hpp"
#include "web/routes.hpp"

namespace exporter::web {

class Server {
 public:
  // Listens at once; throws std::runtime_error that names the address and the reason when it cannot.
  Server(Site& site, const std::vector<std::string>& addresses);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Where it listens, with the port the kernel chose for port 0.
  std::vector<Poco::Net::SocketAddress> addresses() const;

  // Accepts no more, lets requests in flight finish (for `patience` at the most), then hangs up. Idempotent.
  void stop(std::chrono::milliseconds patience);

 private:
  class Runner;
  void listen(const std::string& address);
  void run();
  void serve(Poco::Net::ServerSocket& listening);

  Site& site_;
  Poco::Net::HTTPServerParams::Ptr parameters_;
  std::vector<Poco::Net::ServerSocket> sockets_;
  std::vector<std::string> socket_files_;
  base::Fd wake_;
  Poco::ThreadPool threads_;
  std::mutex mutex_;
  std::list<Poco::Net::StreamSocket> open_;
  std::thread acceptor_;
};

}  // namespace exporter::web
