// SPDX-License-Identifier: Apache-2.0
// What a value has to look like: form only, nothing is opened, resolved or connected to.
#pragma once

#include <string_view>

namespace exporter::config {

struct Check {
  bool (*accepts)(std::string_view value);
  std::string_view expected;  // reads well after "expected "
};

extern const Check file_path;  // any path
extern const Check optional_file;
extern const Check absolute_path;   // starts with '/'
extern const Check listen_address;  // :PORT, HOST:PORT, [IPv6]:PORT, unix:/PATH; ports 1 to 65535
extern const Check telemetry_path;  // a URL path that no other route of web/ has
extern const Check engine_address;  // unix:///PATH, tcp://HOST:PORT
extern const Check process_user;
extern const Check log_level;
extern const Check log_format;
extern const Check on_or_off;          // true, false
extern const Check container_pattern;  // a regular expression
extern const Check cgroup_choice;
extern const Check label_policy;
extern const Check label_pattern;       // not empty
extern const Check label_value_length;  // bytes
extern const Check compression_level;
extern const Check tombstone_seconds;
extern const Check label_selector;      // KEY or KEY=REGEX
extern const Check environment_prefix;  // of an environment variable's name

}  // namespace exporter::config
