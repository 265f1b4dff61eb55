// SPDX-License-Identifier: Apache-2.0
#include "web/routes.hpp"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <chrono>
#include <string_view>

#include "base/log.hpp"
#include "base/version.hpp"
#include "web/accept.hpp"
#include "web/query.hpp"

namespace exporter::web {

using Poco::Net::HTTPResponse;
using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerResponse;

namespace {

constexpr auto default_timeout = std::chrono::seconds(10);

// Past Poco's stream, which would copy the body and send it in pieces of 4 KiB: 250 system calls for a
// megabyte.
void send_all(HTTPServerRequest& request, std::string_view body) {
  auto& socket = static_cast<Poco::Net::HTTPServerRequestImpl&>(request).socket();
  constexpr std::size_t most = 1U << 30U;  // sendBytes counts in int
  while (!body.empty()) {
    const int sent = socket.sendBytes(body.data(), static_cast<int>(std::min(body.size(), most)));
    body.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void send(HTTPServerRequest& request, HTTPServerResponse& response, const std::string& type,
          std::string_view body) {
  response.setContentType(type);
  response.setContentLength64(static_cast<Poco::Int64>(body.size()));
  auto& head = response.send();
  if (request.getMethod() == Poco::Net::HTTPRequest::HTTP_HEAD) return;
  head.flush();
  send_all(request, body);
}

void send_text(HTTPServerRequest& request, HTTPServerResponse& response, HTTPResponse::HTTPStatus status,
               std::string_view body) {
  response.setStatusAndReason(status);
  send(request, response, "text/plain; charset=utf-8", body);
}

std::string landing_page(const Site& site) {
  const std::string version(base::version());
  std::string page =
      "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>container-exporter</title>";
  page += "<style>body{font-family:sans-serif;margin:2rem;max-width:40rem}</style></head><body>";
  page +=
      "<h1>container-exporter</h1><p>Version " + version + ". Per-container metrics for Prometheus.</p><ul>";
  for (const auto& [path, words] : {std::pair<std::string, const char*>{site.telemetry_path, "the metrics"},
                                    {"/-/healthy", "whether this process works"},
                                    {"/-/ready", "whether containers have been looked for"}}) {
    page += "<li><a href=\"" + path + "\">" + path + "</a>: " + words + "</li>";
  }
  return page + "</ul></body></html>\n";
}

class Handler : public Poco::Net::HTTPRequestHandler {
 public:
  explicit Handler(Site& site) : site_(site) { ++site_.in_flight; }
  ~Handler() override { --site_.in_flight; }
  Handler(const Handler&) = delete;
  Handler& operator=(const Handler&) = delete;

  // The last catch: one request's failure is a 500 and a line in the log.
  void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override {
    try {
      route(request, response);
    } catch (const Poco::Exception& error) {
      fail(request, response, error.displayText());
    } catch (const std::exception& error) {
      fail(request, response, error.what());
    }
  }

 private:
  void route(HTTPServerRequest& request, HTTPServerResponse& response) {
    const std::string& method = request.getMethod();
    if (method != Poco::Net::HTTPRequest::HTTP_GET && method != Poco::Net::HTTPRequest::HTTP_HEAD) {
      response.set("Allow", "GET, HEAD");
      send_text(request, response, HTTPResponse::HTTP_METHOD_NOT_ALLOWED,
                "only GET and HEAD are served here\n");
      return;
    }
    const std::string path = request.getURI().substr(0, request.getURI().find_first_of("?#"));
    const bool is_metrics = path == site_.telemetry_path;
    if (is_health(path)) return health(path, request, response);
    if (!may_see(request, is_metrics)) return ask_password(request, response);
    if (is_metrics) return metrics(request, response);
    if (path == "/") return send(request, response, "text/html; charset=utf-8", landing_page(site_));
    if (site_.redirect_unknown) return response.redirect("/", HTTPResponse::HTTP_TEMPORARY_REDIRECT);
    send_text(request, response, HTTPResponse::HTTP_NOT_FOUND,
              "nothing here; the metrics are at " + site_.telemetry_path + "\n");
  }

  static bool is_health(const std::string& path) {
    return path == "/healthz" || path == "/-/healthy" || path == "/-/ready";
  }

  // Open to everybody: who asks is a machine without a password, and learns no more than that this one lives.
  void health(const std::string& path, HTTPServerRequest& request, HTTPServerResponse& response) {
    if (path == "/-/ready") return ready(request, response);
    send_text(request, response, HTTPResponse::HTTP_OK, path == "/healthz" ? "ok" : "healthy\n");
  }

  bool may_see(const HTTPServerRequest& request, bool is_metrics) const {
    if (site_.users == nullptr || (is_metrics && !site_.users_for_metrics)) return true;
    return site_.users->accepts(request.get("Authorization", ""));
  }

  static void ask_password(HTTPServerRequest& request, HTTPServerResponse& response) {
    response.set("WWW-Authenticate", "Basic realm=\"container-exporter\", charset=\"UTF-8\"");
    send_text(request, response, HTTPResponse::HTTP_UNAUTHORIZED, "a user and a password are needed here\n");
  }

  void metrics(HTTPServerRequest& request, HTTPServerResponse& response) {
    const auto type = choose_format(request.get("Accept", ""));
    expose::View view;
    try {
      view = view_of(request.getURI(), type.format);
    } catch (const BadQuery& error) {
      return send_text(request, response, HTTPResponse::HTTP_BAD_REQUEST, std::string(error.what()) + "\n");
    }
    const auto timeout =
        scrape_timeout(request.get("X-Prometheus-Scrape-Timeout-Seconds", ""), default_timeout);
    const auto page = site_.pages.get(view, expose::Pages::Clock::now() + timeout);
    if (!page) {
      send_text(request, response, HTTPResponse::HTTP_SERVICE_UNAVAILABLE,
                "no page within the scrape timeout: the collection before this one still runs\n");
      return;
    }
    response.set("Vary", "Accept, Accept-Encoding");
    const auto encoding = choose_encoding(request.get("Accept-Encoding", ""), page->text.size());
    if (encoding == Encoding::none) {
      send_text(request, response, HTTPResponse::HTTP_NOT_ACCEPTABLE,
                "Accept-Encoding refuses everything that is to be had: zstd, gzip and identity\n");
      return;
    }
    send(request, response, type.content_type, encoded(*page, encoding, response));
  }

  // The page as it is where it could not be compressed.
  static std::string_view encoded(const expose::Page& page, Encoding encoding, HTTPServerResponse& response) {
    if (encoding == Encoding::identity) return page.text;
    const bool zstd = encoding == Encoding::zstd;
    const std::string& packed = zstd ? page.zstd() : page.gzip();
    if (packed.empty()) return page.text;
    response.set("Content-Encoding", zstd ? "zstd" : "gzip");
    return packed;
  }

  void ready(HTTPServerRequest& request, HTTPServerResponse& response) {
    if (site_.ready()) return send_text(request, response, HTTPResponse::HTTP_OK, "ready\n");
    send_text(request, response, HTTPResponse::HTTP_SERVICE_UNAVAILABLE,
              "not ready: looking for containers\n");
  }

  static void fail(HTTPServerRequest& request, HTTPServerResponse& response, const std::string& why) {
    base::log::error("a request failed", {{"uri", request.getURI()}, {"error", why}});
    try {
      if (!response.sent())
        send_text(request, response, HTTPResponse::HTTP_INTERNAL_SERVER_ERROR, why + "\n");
    } catch (const std::exception&) {
      response.setKeepAlive(false);  // the client is gone
    }
  }

  Site& site_;
};

}  // namespace

Poco::Net::HTTPRequestHandler* Routes::createRequestHandler(const HTTPServerRequest&) {
  return new Handler(site_);
}

}  // namespace exporter::web
