// SPDX-License-Identifier: Apache-2.0
#include "compare/fetch.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPBasicCredentials.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/SocketStream.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/URI.h>

#include <array>
#include <istream>

namespace exporter::compare {

namespace {

using Clock = std::chrono::steady_clock;
using Poco::Net::HTTPRequest;
using Poco::Net::HTTPResponse;

constexpr std::size_t largest_page = 256U << 20U;

std::string read_all(std::istream& body, Clock::time_point deadline) {
  std::string text;
  std::array<char, 1U << 16U> part{};
  do {
    body.read(part.data(), part.size());
    text.append(part.data(), static_cast<std::size_t>(body.gcount()));
    if (text.size() > largest_page) throw CompareError("the page is larger than 256 MiB");
    if (Clock::now() > deadline) throw CompareError("the page took too long");
  } while (body.good());
  if (body.bad()) throw CompareError("the page stopped coming");
  return text;
}

void authenticate(const Poco::URI& uri, HTTPRequest& request) {
  const auto& user = uri.getUserInfo();
  if (user.empty()) return;
  const auto colon = user.find(':');
  const auto password = colon == std::string::npos ? "" : user.substr(colon + 1);
  Poco::Net::HTTPBasicCredentials(user.substr(0, colon), password).authenticate(request);
}

std::string get(const Poco::URI& uri, std::chrono::seconds patience) {
  const auto deadline = Clock::now() + patience;
  Poco::Net::StreamSocket socket;
  socket.connect(Poco::Net::SocketAddress(uri.getHost(), uri.getPort()), Poco::Timespan(patience.count(), 0));
  socket.setReceiveTimeout(Poco::Timespan(patience.count(), 0));
  Poco::Net::SocketStream body(socket);
  // 1.0: the page comes in one piece, and its end is the connection's.
  HTTPRequest request(HTTPRequest::HTTP_GET, uri.getPathAndQuery(), HTTPRequest::HTTP_1_0);
  request.setHost(uri.getHost(), uri.getPort());
  request.set("Accept", "text/plain;version=0.0.4");
  request.set("User-Agent", "container-exporter compare");
  authenticate(uri, request);
  request.write(body);
  body.flush();
  HTTPResponse response;
  response.read(body);
  if (response.getStatus() != HTTPResponse::HTTP_OK) {
    throw CompareError("answered " + std::to_string(response.getStatus()) + " " + response.getReason() +
                       (response.has("Location") ? ", to " + response.get("Location") : ""));
  }
  auto text = read_all(body, deadline);
  if (response.hasContentLength() && response.getContentLength64() != static_cast<Poco::Int64>(text.size())) {
    throw CompareError("the page was cut off");
  }
  if (!text.empty() && text.back() != '\n') throw CompareError("the page was cut off");
  return text;
}

}  // namespace

std::string full_url(const std::string& given) {
  try {
    Poco::URI uri(given.find("://") == std::string::npos ? "http://" + given : given);
    if (uri.getScheme() != "http") throw CompareError(given + ": only http:// can be compared");
    if (uri.getHost().empty()) throw CompareError(given + ": there is no host");
    if (uri.getPath().empty() || uri.getPath() == "/") uri.setPath("/metrics");
    return uri.toString();
  } catch (const Poco::Exception& error) {
    throw CompareError(given + ": not a URL: " + error.displayText());
  }
}

std::string url_to_show(const std::string& url) {
  Poco::URI uri(url);
  uri.setUserInfo("");
  return uri.toString();
}

std::string fetch(const std::string& url, std::chrono::seconds patience) {
  const auto failed = [&](const std::string& why) { return CompareError(url_to_show(url) + ": " + why); };
  try {
    return get(Poco::URI(url), patience);
  } catch (const Poco::Exception& error) {
    throw failed(error.displayText());
  } catch (const CompareError& error) {
    throw failed(error.what());
  }
}

}  // namespace exporter::compare
