// SPDX-License-Identifier: Apache-2.0
// What heartapp answers, by path.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "metrics.hpp"

namespace heartapp {

struct Reply {
  int status = 200;
  std::string content_type;
  std::string body;
};

// Every route answers GET and HEAD. A handler that throws is answered with 500 for it.
struct Route {
  std::string path;
  std::function<Reply()> handle;
};

// A JSON object with the one key "message". `text` is ours, not the client's: it is not escaped.
Reply message(int status, const std::string& text);

// `metrics` must outlive the routes.
std::vector<Route> routes(const Metrics& metrics);

}  // namespace heartapp
