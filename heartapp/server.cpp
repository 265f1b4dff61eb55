// SPDX-License-Identifier: Apache-2.0
#include "server.hpp"

#include <Poco/Net/NetException.h>
#include <Poco/Net/TCPServerConnectionFactory.h>

#include <cerrno>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>

#include "connection.hpp"

namespace heartapp {
namespace {

using Poco::Net::HTTPServerParams;
using Poco::Net::ServerSocket;
using Poco::Net::SocketAddress;
using namespace std::chrono_literals;

constexpr int backlog = 1024;
constexpr int most_waiting = 1024;
constexpr int thread_idle_seconds = 60;
constexpr int stack_bytes = 256 * 1024;
constexpr auto grace = 400ms;

class ConnectionFactory : public Poco::Net::TCPServerConnectionFactory {
 public:
  ConnectionFactory(HTTPServerParams::Ptr params, RequestHandler& handler, Connections& connections)
      : params_(std::move(params)), handler_(handler), connections_(connections) {}

  Poco::Net::TCPServerConnection* createConnection(const Poco::Net::StreamSocket& socket) override {
    return new Connection(socket, params_, handler_, connections_);
  }

 private:
  HTTPServerParams::Ptr params_;
  RequestHandler& handler_;
  Connections& connections_;
};

// SO_REUSEPORT, which Poco sets unless told not to, would let two instances share the port unnoticed.
constexpr bool reuse_address = true;
constexpr bool reuse_port = false;

void bind(ServerSocket& socket, std::uint16_t port) {
  try {
    socket.bind6(port, reuse_address, reuse_port, false);
  } catch (const Poco::Net::NetException& error) {
    if (error.code() != EAFNOSUPPORT && error.code() != EADDRNOTAVAIL) throw;
    socket.bind(port, reuse_address, reuse_port);  // a host without IPv6
  }
}

ServerSocket listen(std::uint16_t port) {
  try {
    ServerSocket socket;
    bind(socket, port);
    socket.listen(backlog);
    return socket;
  } catch (const Poco::Exception& error) {
    const std::string name = "port " + std::to_string(port);
    if (error.code() == EADDRINUSE) {
      throw std::runtime_error(name +
                               " is in use: stop what listens there, or set HTTP_PORT to another port");
    }
    throw std::runtime_error("cannot listen on " + name + " (" + error.displayText() +
                             "): set HTTP_PORT to another port");
  }
}

HTTPServerParams::Ptr params(const ServerOptions& options) {
  HTTPServerParams::Ptr params = new HTTPServerParams;
  params->setMaxThreads(options.threads);
  params->setMaxQueued(most_waiting);
  params->setTimeout(Poco::Timespan(options.silence.count(), 0));
  return params;
}

}  // namespace

Server::Server(const ServerOptions& options, std::vector<Route> routes, Metrics& metrics, RequestLog& log)
    : handler_(std::move(routes), metrics, log),
      connections_(static_cast<std::size_t>(options.threads)),
      socket_(listen(options.port)),
      threads_(1, options.threads, thread_idle_seconds, stack_bytes),
      server_(new ConnectionFactory(params(options), handler_, connections_), threads_, socket_,
              params(options)) {}

Server::~Server() { stop(); }

void Server::stop() {
  if (stopped_) return;
  stopped_ = true;
  connections_.start_stopping();
  socket_.impl()->shutdown();  // wakes TCPServer's thread, which otherwise looks up four times a second
  server_.stop();
  connections_.drain(grace);
  threads_.joinAll();
}

}  // namespace heartapp
