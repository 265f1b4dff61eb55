// SPDX-License-Identifier: Apache-2.0
// What a scrape's query asks for: ?collect[]=GROUP, ?exclude[]=GROUP (each may be repeated), ?name=REGEX.
#pragma once

#include <stdexcept>
#include <string>

#include "expose/view.hpp"

namespace exporter::web {

// A query that cannot be meant; what() is for who asked.
class BadQuery : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

// Keys other than these are left alone (cAdvisor knows ?type=docker). Throws BadQuery.
expose::View view_of(const std::string& uri, expose::Format format);

}  // namespace exporter::web
