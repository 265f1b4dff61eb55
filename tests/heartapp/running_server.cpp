// SPDX-License-Identifier: Apache-2.0
#include "running_server.hpp"

#include <Poco/JSON/Parser.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace {

std::vector<heartapp::Route> all_routes(heartapp::Metrics& metrics, std::vector<heartapp::Route> more) {
  std::vector<heartapp::Route> routes = heartapp::routes(metrics);
  for (heartapp::Route& route : more) routes.push_back(std::move(route));
  return routes;
}

}  // namespace

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Poco::JSON::Object::Ptr parse_json(const std::string& text) {
  return Poco::JSON::Parser().parse(text).extract<Poco::JSON::Object::Ptr>();
}

TemporaryFile::TemporaryFile() : fd_(memfd_create("test", MFD_CLOEXEC)) {
  if (fd_ < 0) throw std::runtime_error("memfd_create failed");
}

TemporaryFile::~TemporaryFile() { ::close(fd_); }

std::string TemporaryFile::text() const {
  std::string text;
  std::array<char, 4096> part{};
  ssize_t count = 0;
  while ((count = ::pread(fd_, part.data(), part.size(), static_cast<off_t>(text.size()))) > 0) {
    text.append(part.data(), static_cast<std::size_t>(count));
  }
  return text;
}

RunningServer::RunningServer(heartapp::ServerOptions options, std::vector<heartapp::Route> more_routes)
    : server_(options, all_routes(metrics_, std::move(more_routes)), metrics_, log_) {
  server_.start();
}

std::vector<Poco::JSON::Object::Ptr> RunningServer::log() const {
  std::vector<Poco::JSON::Object::Ptr> records;
  for (const std::string& line : lines_of(file_.text())) records.push_back(parse_json(line));
  return records;
}
