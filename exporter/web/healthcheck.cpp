// SPDX-License-Identifier: Apache-2.0
#include "web/healthcheck.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SocketStream.h>
#include <Poco/Net/StreamSocket.h>

#include "web/address.hpp"

namespace exporter::web {

std::string ask_health(const std::string& listen_address) {
  try {
    const auto address = reachable(parse_address(listen_address));
    Poco::Net::StreamSocket socket;
    socket.connect(address, Poco::Timespan(3, 0));
    socket.setReceiveTimeout(Poco::Timespan(3, 0));
    Poco::Net::SocketStream stream(socket);
    Poco::Net::HTTPRequest request(Poco::Net::HTTPRequest::HTTP_GET, "/-/healthy");
    request.write(stream);
    stream.flush();
    Poco::Net::HTTPResponse response;
    response.read(stream);
    if (response.getStatus() == Poco::Net::HTTPResponse::HTTP_OK) return {};
    return "answered " + std::to_string(response.getStatus());
  } catch (const Poco::Exception& error) {
    return error.displayText();
  }
}

}  // namespace exporter::web
