// SPDX-License-Identifier: Apache-2.0
#include "connection.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponseImpl.h>
#include <Poco/Net/NetException.h>
#include <Poco/Timestamp.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <istream>
#include <string_view>
#include <utility>

namespace heartapp {
namespace {

using Poco::Net::HTTPMessage;
using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerRequestImpl;
using Poco::Net::HTTPServerResponseImpl;

constexpr std::uint64_t most_body = 256 * 1024;

// An IPv4 client of a socket that listens on both is ::ffff:192.0.2.1.
std::string address_of(const Poco::Net::StreamSocket& socket) {
  constexpr std::string_view mapped = "::ffff:";
  const std::string address = socket.peerAddress().host().toString();
  return address.starts_with(mapped) && address.find('.') != std::string::npos ? address.substr(mapped.size())
                                                                               : address;
}

struct Body {
  std::uint64_t read = 0;
  bool complete = true;
};

// No route wants a body, but what is left of it would be read as the next request.
Body discard_body(HTTPServerRequest& request) {
  const bool chunked = request.getChunkedTransferEncoding();
  if (!chunked && !request.hasContentLength()) return {};
  // A client that waits for "100 Continue" may or may not send its body once it has seen the answer.
  if (request.getExpectContinue()) return {0, false};
  Body body;
  std::array<char, 512> part{};  // small: each of 64 threads keeps the stack that it has once touched
  std::istream& stream = request.stream();
  while (body.read < most_body && stream.good()) {
    stream.read(part.data(), part.size());
    body.read += static_cast<std::uint64_t>(stream.gcount());
  }
  // Poco takes a damaged chunk for the last one.
  body.complete = !chunked && static_cast<Poco::Int64>(body.read) == request.getContentLength64();
  return body;
}

}  // namespace

class Connection::Session : public Poco::Net::HTTPServerSession {
 public:
  using HTTPServerSession::HTTPServerSession;

  // False when the client has closed the connection or sent nothing for the time of HTTPServerParams.
  bool wait_for_request() {
    try {
      return peek() != EOF;
    } catch (const Poco::Exception&) {
      return false;
    }
  }
};

Connection::Connection(const Poco::Net::StreamSocket& socket, Poco::Net::HTTPServerParams::Ptr params,
                       RequestHandler& handler, Connections& connections)
    : TCPServerConnection(socket), params_(std::move(params)), handler_(handler), connections_(connections) {}

void Connection::run() {
  socket().setSendTimeout(params_->getTimeout());
  const std::string remote_ip = address_of(socket());
  Session session(socket(), params_);
  Connections::Entry entry(connections_, socket());
  bool more = true;
  while (more && session.wait_for_request()) {
    entry.set_busy(true);
    more = serve(session, remote_ip);
    entry.set_busy(false);
    // After set_busy(): a stop that still saw this connection busy has left it to end itself.
    more = more && !connections_.should_close();
  }
}

bool Connection::serve(Session& session, const std::string& remote_ip) {
  try {
    HTTPServerResponseImpl response(session);  // sends what it holds when destroyed
    HTTPServerRequestImpl request(response, session, params_.get());
    if (request.getVersion() != HTTPMessage::HTTP_1_1 && request.getVersion() != HTTPMessage::HTTP_1_0) {
      throw Poco::Net::MessageException("Unknown HTTP version");
    }
    response.setVersion(request.getVersion());
    response.setDate(Poco::Timestamp());
    const Body body = discard_body(request);
    response.setKeepAlive(body.complete && request.getKeepAlive() && !connections_.should_close());
    handler_.handle(request, response, remote_ip, body.read);
    return response.getKeepAlive();
  } catch (const Poco::Net::NoMessageException&) {
    return false;
  } catch (const Poco::Net::MessageException& error) {
    reject(session, remote_ip, error.displayText());
  } catch (const Poco::DataException& error) {  // Content-Length is no number
    reject(session, remote_ip, error.displayText());
  }
  return false;
}

void Connection::reject(Session& session, const std::string& remote_ip, const std::string& reason) {
  // Poco reports a connection that broke within the request line as a malformed request.
  if (session.networkException() != nullptr) return;
  HTTPServerResponseImpl response(session);
  response.setVersion(HTTPMessage::HTTP_1_1);
  response.setDate(Poco::Timestamp());
  response.setKeepAlive(false);
  handler_.reject(response, remote_ip, reason);
}

}  // namespace heartapp
