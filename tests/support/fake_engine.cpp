// SPDX-License-Identifier: Apache-2.0
#include "support/fake_engine.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace support {

using exporter::base::Fd;

namespace {

void send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string http(int status, const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) +
         " X\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

Fd listen_on_loopback() {
  Fd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool good = ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 &&
                    ::listen(fd.get(), 64) == 0;
  if (!good) throw std::runtime_error("cannot listen on loopback");
  return fd;
}

Fd listen_at(const std::string& path) {
  if (path.empty()) return listen_on_loopback();
  Fd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  ::unlink(path.c_str());
  const bool good = ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 &&
                    ::listen(fd.get(), 64) == 0;
  if (!good) throw std::runtime_error("cannot listen at " + path);
  return fd;
}

}  // namespace

std::string plain_path(std::string_view target) {
  target = target.substr(0, target.find('?'));
  if (target.starts_with("/v1.")) target.remove_prefix(std::min(target.size(), target.find('/', 1)));
  return std::string(target);
}

FakeEngine::FakeEngine(std::string socket)
    : socket_(std::move(socket)), listener_(listen_at(socket_)), event_(::eventfd(0, EFD_CLOEXEC)) {
  thread_ = std::thread([this] { run(); });
}

FakeEngine::~FakeEngine() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake();
  thread_.join();
  if (!socket_.empty()) ::unlink(socket_.c_str());
}

std::string FakeEngine::authority() const {
  sockaddr_in address{};
  socklen_t size = sizeof(address);
  ::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size);
  return "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
}

void FakeEngine::wake() { ::eventfd_write(event_.get(), 1); }

void FakeEngine::answer(const std::string& path, Answer answer) {
  const std::lock_guard lock(mutex_);
  answers_[path] = std::move(answer);
}

void FakeEngine::no_answer(const std::string& path) {
  const std::lock_guard lock(mutex_);
  answers_.erase(path);
}

void FakeEngine::hang(bool hanging) {
  const std::lock_guard lock(mutex_);
  hanging_ = hanging;
}

void FakeEngine::emit(std::string_view bytes) {
  char size[32];
  std::snprintf(size, sizeof(size), "%zx\r\n", bytes.size());
  const std::lock_guard lock(mutex_);
  for (const auto& connection : connections_) {
    if (connection.stream) send_all(connection.fd.get(), size + std::string(bytes) + "\r\n");
  }
}

void FakeEngine::break_streams() {
  const std::lock_guard lock(mutex_);
  for (const auto& connection : connections_) {
    if (connection.stream) ::shutdown(connection.fd.get(), SHUT_RDWR);
  }
}

std::size_t FakeEngine::streams() const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::count_if(connections_.begin(), connections_.end(),
                                                [](const auto& connection) { return connection.stream; }));
}

std::vector<std::string> FakeEngine::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::size_t FakeEngine::count(const std::string& path) const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::count_if(
      requests_.begin(), requests_.end(),
      [&](const std::string& request) { return plain_path(request.substr(request.find(' ') + 1)) == path; }));
}

void FakeEngine::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    std::vector<pollfd> fds{{listener_.get(), POLLIN, 0}, {event_.get(), POLLIN, 0}};
    int timeout = -1;
    for (const auto& connection : connections_) {
      fds.push_back({connection.fd.get(), POLLIN, 0});
      if (!connection.pending.empty()) timeout = 5;
    }
    lock.unlock();
    ::poll(fds.data(), fds.size(), timeout);
    lock.lock();
    for (std::size_t i = 0; i < connections_.size(); ++i) {
      auto& connection = connections_[i];
      if (fds[i + 2].revents != 0) receive(connection);
      if (!connection.pending.empty() && Clock::now() >= connection.due) {
        send_all(connection.fd.get(), std::exchange(connection.pending, {}));
      }
    }
    std::erase_if(connections_, [](const Connection& connection) { return !connection.fd; });
    if ((fds[0].revents & POLLIN) != 0) {
      connections_.push_back(
          {Fd(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC)), {}, {}, {}, false});
    }
  }
}

void FakeEngine::receive(Connection& connection) {
  char buffer[4096];
  const auto got = ::recv(connection.fd.get(), buffer, sizeof(buffer), 0);
  if (got <= 0) {
    connection.fd.reset();
    return;
  }
  connection.received.append(buffer, static_cast<std::size_t>(got));
  const auto end = connection.received.find("\r\n\r\n");
  if (end == std::string::npos) return;
  const std::string line = connection.received.substr(0, connection.received.find(" HTTP/"));
  connection.received.erase(0, end + 4);
  requests_.push_back(line);
  if (!hanging_) respond(connection, line);
}

void FakeEngine::respond(Connection& connection, const std::string& request) {
  const std::string path = plain_path(request.substr(request.find(' ') + 1));
  const auto found = answers_.find(path);
  const Answer answer =
      found != answers_.end() ? found->second : Answer{404, R"({"message":"No such container: x"})"};
  if (answer.hang) return;
  if (answer.close) {
    connection.fd.reset();
  } else if (path == "/events" && answer.status == 200) {
    connection.stream = true;
    send_all(connection.fd.get(), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  } else {
    connection.pending = http(answer.status, answer.body);
    connection.due = Clock::now() + answer.delay;
  }
}

}  // namespace support
