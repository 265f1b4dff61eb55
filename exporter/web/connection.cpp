// SPDX-License-Identifier: Apache-2.0
#include "web/connection.hpp"

#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponseImpl.h>
#include <Poco/Net/HTTPServerSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/String.h>
#include <Poco/Timestamp.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>

namespace exporter::web {

using Poco::Net::HTTPResponse;
using Poco::Net::HTTPServerRequestImpl;
using Poco::Net::HTTPServerResponseImpl;

namespace {

bool has_body(const Poco::Net::HTTPRequest& request) {
  const auto announces_one = [](const auto& header) {
    return Poco::icompare(header.first, "Transfer-Encoding") == 0 ||
           (Poco::icompare(header.first, "Content-Length") == 0 && header.second != "0");
  };
  return std::any_of(request.begin(), request.end(), announces_one);
}

}  // namespace

class Connection::Session : public Poco::Net::HTTPServerSession {
 public:
  using HTTPServerSession::HTTPServerSession;

  bool wait_for_request(const Poco::Timespan& patience) {
    if (buffered() > 0) return true;
    pollfd waiting{socket().impl()->sockfd(), POLLIN, 0};
    int ready = -1;
    do {
      ready = ::poll(&waiting, 1, static_cast<int>(patience.totalMilliseconds()));
    } while (ready < 0 && errno == EINTR);
    return ready > 0 && peek() != EOF;
  }
};

Connection::Connection(const Poco::Net::StreamSocket& socket, Poco::Net::HTTPServerParams& params, Site& site)
    : socket_(socket), params_(params), site_(site) {}

void Connection::run() {
  // A page's last segment does not wait for an acknowledgement. A Unix socket refuses the option and needs it
  // not.
  const int on = 1;
  (void)::setsockopt(socket_.impl()->sockfd(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  socket_.setSendTimeout(params_.getTimeout());
  Session session(socket_, {&params_, true});
  auto patience = params_.getTimeout();  // for the first request
  while (session.wait_for_request(patience) && serve(session)) patience = params_.getKeepAliveTimeout();
}

bool Connection::serve(Session& session) {
  try {
    HTTPServerResponseImpl response(session);
    HTTPServerRequestImpl request(response, session, &params_);
    response.setVersion(request.getVersion());
    response.setDate(Poco::Timestamp());
    // Nobody reads a body here, and what is left of one would be taken for the next request.
    response.setKeepAlive(request.getKeepAlive() && !has_body(request));
    answer(site_, request, response);
    return response.getKeepAlive();
  } catch (const Poco::Net::NoMessageException&) {
    return false;
  } catch (const Poco::Net::MessageException&) {
    if (session.networkException() != nullptr) return false;  // it broke within the request
  } catch (const Poco::DataException&) {                      // Content-Length is no number
  }
  // A response of its own: the other one remembers a request that was never made.
  HTTPServerResponseImpl response(session);
  response.setVersion(Poco::Net::HTTPMessage::HTTP_1_1);
  response.setStatusAndReason(HTTPResponse::HTTP_BAD_REQUEST);
  response.setKeepAlive(false);
  response.setContentLength(0);
  response.send().flush();
  return false;
}

}  // namespace exporter::web
