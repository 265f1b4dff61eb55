// SPDX-License-Identifier: Apache-2.0
#include "web/routes.hpp"

#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <sstream>
#include <string_view>

#include "base/log.hpp"
#include "base/version.hpp"
#include "web/accept.hpp"
#include "web/query.hpp"
#include "web/send_all.hpp"

namespace exporter::web {

using Poco::Net::HTTPResponse;
using Poco::Net::HTTPServerRequestImpl;
using Poco::Net::HTTPServerResponse;

namespace {

constexpr auto default_timeout = std::chrono::seconds(10);

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

class Answer {
 public:
  Answer(Site& site, HTTPServerRequestImpl& request, HTTPServerResponse& response)
      : site_(site), request_(request), response_(response) {
    ++site_.in_flight;
  }
  ~Answer() { --site_.in_flight; }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  // The last catch: one request's failure is a 500 and a line in the log.
  void give() {
    try {
      route();
    } catch (const Poco::Exception& error) {
      fail(error.displayText());
    } catch (const std::exception& error) {
      fail(error.what());
    }
  }

 private:
  void route() {
    const std::string& method = request_.getMethod();
    if (method != Poco::Net::HTTPRequest::HTTP_GET && method != Poco::Net::HTTPRequest::HTTP_HEAD) {
      response_.set("Allow", "GET, HEAD");
      return reply(HTTPResponse::HTTP_METHOD_NOT_ALLOWED, "only GET and HEAD are served here\n");
    }
    const std::string path = request_.getURI().substr(0, request_.getURI().find_first_of("?#"));
    const bool is_metrics = path == site_.telemetry_path;
    if (is_health(path)) return health(path);
    if (!may_see(is_metrics)) return ask_password();
    if (is_metrics) return metrics();
    if (path == "/") return send("text/html; charset=utf-8", landing_page(site_));
    if (site_.redirect_unknown) return redirect();
    reply(HTTPResponse::HTTP_NOT_FOUND, "nothing here; the metrics are at " + site_.telemetry_path + "\n");
  }

  static bool is_health(const std::string& path) {
    return path == "/healthz" || path == "/-/healthy" || path == "/-/ready";
  }

  // Open to everybody: who asks is a machine without a password, and learns no more than that this one lives.
  void health(const std::string& path) {
    if (path != "/-/ready") return reply(HTTPResponse::HTTP_OK, path == "/healthz" ? "ok" : "healthy\n");
    if (site_.ready()) return reply(HTTPResponse::HTTP_OK, "ready\n");
    reply(HTTPResponse::HTTP_SERVICE_UNAVAILABLE, "not ready: looking for containers\n");
  }

  bool may_see(bool is_metrics) const {
    if (site_.users == nullptr || (is_metrics && !site_.users_for_metrics)) return true;
    return site_.users->accepts(request_.get("Authorization", ""));
  }

  void ask_password() {
    response_.set("WWW-Authenticate", "Basic realm=\"container-exporter\", charset=\"UTF-8\"");
    reply(HTTPResponse::HTTP_UNAUTHORIZED, "a user and a password are needed here\n");
  }

  void redirect() {
    response_.set("Location", "/");
    reply(HTTPResponse::HTTP_TEMPORARY_REDIRECT, "");
  }

  void metrics() {
    const auto type = choose_format(request_.get("Accept", ""));
    expose::View view;
    try {
      view = view_of(request_.getURI(), type.format);
    } catch (const BadQuery& error) {
      return reply(HTTPResponse::HTTP_BAD_REQUEST, std::string(error.what()) + "\n");
    }
    const auto timeout =
        scrape_timeout(request_.get("X-Prometheus-Scrape-Timeout-Seconds", ""), default_timeout);
    const auto page = site_.pages.get(view, expose::Pages::Clock::now() + timeout);
    if (!page) {
      return reply(HTTPResponse::HTTP_SERVICE_UNAVAILABLE,
                   "no page within the scrape timeout: the collection before this one still runs\n");
    }
    response_.set("Vary", "Accept, Accept-Encoding");
    const auto encoding = choose_encoding(request_.get("Accept-Encoding", ""), page->text.size());
    if (encoding == Encoding::none) {
      return reply(HTTPResponse::HTTP_NOT_ACCEPTABLE,
                   "Accept-Encoding refuses everything that is to be had: zstd, gzip and identity\n");
    }
    send(type.content_type, encoded(*page, encoding));
  }

  // The page as it is where it could not be compressed.
  std::string_view encoded(expose::Page& page, Encoding encoding) {
    if (encoding == Encoding::identity) return page.text;
    const bool zstd = encoding == Encoding::zstd;
    const auto packed = zstd ? page.zstd(site_.compression_level) : page.gzip(site_.compression_level);
    if (packed.empty()) return page.text;
    response_.set("Content-Encoding", zstd ? "zstd" : "gzip");
    return packed;
  }

  void reply(HTTPResponse::HTTPStatus status, std::string_view body) {
    response_.setStatusAndReason(status);
    send("text/plain; charset=utf-8", body);
  }

  // Header and body in one call, past Poco's stream, which would copy the body and send it in pieces of 4
  // KiB: 250 system calls for a megabyte.
  void send(const std::string& type, std::string_view body) {
    response_.setContentType(type);
    response_.setContentLength64(static_cast<Poco::Int64>(body.size()));
    std::ostringstream head;
    response_.write(head);
    if (request_.getMethod() == Poco::Net::HTTPRequest::HTTP_HEAD) body = {};
    if (!send_all(request_.socket().impl()->sockfd(), head.str(), body)) response_.setKeepAlive(false);
  }

  // What throws does so before anything is sent.
  void fail(const std::string& why) {
    base::log::error("a request failed", {{"uri", request_.getURI()}, {"error", why}});
    reply(HTTPResponse::HTTP_INTERNAL_SERVER_ERROR, why + "\n");
  }

  Site& site_;
  HTTPServerRequestImpl& request_;
  HTTPServerResponse& response_;
};

}  // namespace

void answer(Site& site, HTTPServerRequestImpl& request, HTTPServerResponse& response) {
  Answer(site, request, response).give();
}

}  // namespace exporter::web
