// SPDX-License-Identifier: Apache-2.0
// What the server answers: /metrics, /healthz, /-/healthy, /-/ready, a landing page, and 404.
#pragma once

#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>

#include <atomic>
#include <functional>
#include <string>

#include "expose/pages.hpp"
#include "web/htpasswd.hpp"

namespace exporter::web {

// What the handlers need of the rest; all of it outlives the server.
struct Site {
  expose::Pages& pages;
  std::function<bool()> ready;
  std::string telemetry_path;
  const Htpasswd* users = nullptr;  // null: nobody is asked for a password
  bool users_for_metrics = true;    // ask for the metrics page too
  bool redirect_unknown = false;    // 307 to the landing page in place of 404
  int compression_level = 1;        // of gzip and zstd
  std::atomic<int> in_flight{0};    // requests being answered
};

// Sends the answer. Throws nothing but what Poco throws while a request is read; clears the response's
// keep-alive where the connection is of no more use.
void answer(Site& site, Poco::Net::HTTPServerRequestImpl& request, Poco::Net::HTTPServerResponse& response);

}  // namespace exporter::web
