// SPDX-License-Identifier: Apache-2.0
// One client's connection: Poco's reading of requests and writing of headers, in a loop of our own. Poco's
// polls by making an epoll instance for every request, four system calls where one does.
#pragma once

#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/StreamSocket.h>

#include "web/routes.hpp"

namespace exporter::web {

class Connection {
 public:
  Connection(const Poco::Net::StreamSocket& socket, Poco::Net::HTTPServerParams& params, Site& site);

  // Until the client closes, is silent for the keep-alive time, or sends what is no HTTP. Throws what Poco
  // throws.
  void run();

 private:
  class Session;
  bool serve(Session& session);

  Poco::Net::StreamSocket socket_;
  Poco::Net::HTTPServerParams& params_;
  Site& site_;
};

}  // namespace exporter::web
