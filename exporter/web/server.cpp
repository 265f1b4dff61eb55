// SPDX-License-Identifier: Apache-2.0
#include "web/server.hpp"

#include <Poco/Exception.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

#include "base/log.hpp"
#include "web/address.hpp"
#include "web/connection.hpp"

namespace exporter::web {

using Poco::Net::ServerSocket;
using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;

namespace {

// A limit on everything somebody else controls. A scraper holds one connection.
constexpr int most_connections = 64;
constexpr int backlog = 64;
constexpr int thread_stack = 1 << 20;
constexpr int pause_after_failure = 100;  // ms

}  // namespace

// Owns itself: made by serve(), deleted by the pool thread that ran it.
class Server::Runner : public Poco::Runnable {
 public:
  Runner(Server& server, std::list<StreamSocket>::iterator socket) : server_(server), socket_(socket) {}

  void run() override {
    try {
      Connection(*socket_, *server_.parameters_, server_.site_).run();
    } catch (const std::exception& error) {
      base::log::debug("a connection failed", {{"error", error.what()}});
    }
    const std::lock_guard lock(server_.mutex_);
    server_.open_.erase(socket_);
    delete this;
  }

 private:
  Server& server_;
  std::list<StreamSocket>::iterator socket_;
};

Server::Server(Site& site, const std::vector<std::string>& addresses)
    : site_(site),
      parameters_(new Poco::Net::HTTPServerParams),
      wake_(::eventfd(0, EFD_CLOEXEC)),
      threads_("http", 1, most_connections, 60, thread_stack) {
  parameters_->setKeepAliveTimeout(
      Poco::Timespan(150, 0));  // scrapers come every 15 to 60 s, some every two minutes
  parameters_->setTimeout(Poco::Timespan(10, 0));
  for (const auto& address : addresses) listen(address);
  acceptor_ = std::thread([this] { run(); });
}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

namespace {

// ":8080" means every interface: one socket for IPv6 and IPv4 where the kernel has IPv6.
void bind_everywhere(ServerSocket& socket, const SocketAddress& v4) {
  try {
    socket.bind6(SocketAddress(Poco::Net::IPAddress(Poco::Net::IPAddress::IPv6), v4.port()), true, false,
                 false);
  } catch (const Poco::Exception&) {
    socket = ServerSocket();
    socket.bind(v4, true, false);
  }
}

}  // namespace

void Server::listen(const std::string& text) {
  try {
    const SocketAddress address = parse_address(text);
    ServerSocket socket;
    if (address.family() == SocketAddress::UNIX_LOCAL) {
      ::unlink(address.toString().c_str());  // a file that a run before this one left behind
      socket_files_.push_back(address.toString());
    }
    if (text.front() == ':') {
      bind_everywhere(socket, address);
    } else if (address.family() == SocketAddress::IPv6) {
      socket.bind6(address, true, false, true);
    } else {
      socket.bind(address, true, false);
    }
    socket.listen(backlog);
    socket.setBlocking(false);  // a client that is gone between poll and accept must not hold us
    sockets_.push_back(socket);
  } catch (const Poco::Exception& error) {
    throw std::runtime_error("cannot listen on " + text + ": " + error.displayText() +
                             "; choose another address with --web.listen-address");
  }
}

std::vector<SocketAddress> Server::addresses() const {
  std::vector<SocketAddress> result;
  for (const auto& socket : sockets_) result.push_back(socket.address());
  return result;
}

void Server::run() {
  std::vector<pollfd> waiting{{wake_.get(), POLLIN, 0}};
  for (const auto& socket : sockets_) waiting.push_back({socket.impl()->sockfd(), POLLIN, 0});
  while (true) {
    if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
    if ((waiting.front().revents & POLLIN) != 0) return;
    for (std::size_t i = 0; i < sockets_.size(); ++i) {
      if ((waiting[i + 1].revents & POLLIN) == 0) continue;
      try {
        serve(sockets_[i]);
      } catch (const Poco::Exception& error) {
        base::log::debug("a connection was not accepted", {{"error", error.displayText()}});
        // Without descriptors the connection stays in the queue, and poll would come back at once.
        pollfd until_stopped{wake_.get(), POLLIN, 0};
        (void)::poll(&until_stopped, 1, pause_after_failure);
      }
    }
  }
}

// The socket lives in the list alone: the thread that serves it ends it too, and never the acceptor.
// It blocks: Linux does not hand O_NONBLOCK on to it.
void Server::serve(ServerSocket& listening) {
  std::list<StreamSocket>::iterator place;
  {
    const std::lock_guard lock(mutex_);
    place = open_.insert(open_.end(), listening.acceptConnection());
  }
  auto* runner = new Runner(*this, place);
  try {
    threads_.start(*runner);
  } catch (const Poco::Exception& error) {  // all threads are busy, or the kernel gives no more
    base::log::warn("too many connections: one was closed", {{"reason", error.displayText()}});
    delete runner;
    const std::lock_guard lock(mutex_);
    open_.erase(place);
  }
}

void Server::stop(std::chrono::milliseconds patience) {
  if (!acceptor_.joinable()) return;
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wake_.get(), &one, sizeof one);
  acceptor_.join();
  for (auto& socket : sockets_) socket.close();
  for (const auto& file : socket_files_) ::unlink(file.c_str());

  const auto until = std::chrono::steady_clock::now() + patience;
  while (site_.in_flight > 0 && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  {
    const std::lock_guard lock(mutex_);
    for (auto& socket : open_) {
      try {
        socket.shutdown();
      } catch (const Poco::Exception&) {
        continue;  // the client was faster
      }
    }
  }
  threads_.joinAll();
}

}  // namespace exporter::web
