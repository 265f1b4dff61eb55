// SPDX-License-Identifier: Apache-2.0
// A page by HTTP.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>

namespace exporter::compare {

// Why there is nothing to compare, in words for the user.
struct CompareError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The URL in full: without a scheme http, without a path /metrics. Throws CompareError unless it is one of
// http.
std::string full_url(const std::string& given);

// The same to show: without user and password.
std::string url_to_show(const std::string& url);

// The body of a GET of a full URL, with its user and password, if any, as basic authentication. Throws
// CompareError: nobody answers, not in time (`patience` for each step and for the whole), another status than
// 200, more than 256 MiB.
std::string fetch(const std::string& url, std::chrono::seconds patience);

}  // namespace exporter::compare
