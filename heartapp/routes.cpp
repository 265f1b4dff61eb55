// SPDX-License-Identifier: Apache-2.0
#include "routes.hpp"

namespace heartapp {
namespace {

constexpr const char* html = "text/html; charset=UTF-8";
constexpr const char* json = "application/json; charset=UTF-8";
constexpr const char* prometheus_text = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace

Reply message(int status, const std::string& text) {
  return {status, json, R"({"message":")" + text + "\"}"};
}

std::vector<Route> routes(const Metrics& metrics) {
  return {
      {"/",
       [] {
         return Reply{200, html, "Hello, Docker! <3"};
       }},
      {"/ping",
       [] {
         return Reply{200, json, R"({"Status":"OK"})"};
       }},
      {"/metrics",
       [&metrics] {
         return Reply{200, prometheus_text, metrics.text()};
       }},
  };
}

}  // namespace heartapp
