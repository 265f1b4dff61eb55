// SPDX-License-Identifier: Apache-2.0
#include "config/check.hpp"

#include <arpa/inet.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <regex>
#include <string>

namespace exporter::config {

namespace {

constexpr std::string_view letters_and_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

template <std::size_t size>
bool one_of(std::string_view value, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), value) != words.end();
}

// Takes `prefix` off `value`; false when it does not start with it.
bool take(std::string_view& value, std::string_view prefix) {
  if (!value.starts_with(prefix)) return false;
  value.remove_prefix(prefix.size());
  return true;
}

bool is_port(std::string_view text) {
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number != 0;
}

template <typename Address>
bool parses(int family, const std::string& text) {
  Address address{};
  return ::inet_pton(family, text.c_str(), &address) == 1;
}

// A scope ("%eth0") is for the resolver to judge.
bool is_ipv6(std::string_view text) {
  return text.find('\0') == std::string_view::npos &&
         parses<in6_addr>(AF_INET6, std::string(text.substr(0, text.find('%'))));
}

bool is_host(std::string_view text) {
  constexpr std::size_t longest = 253;
  const auto foreign = text.find_first_not_of(std::string(letters_and_digits) + ".-_");
  if (text.empty() || text.size() > longest || foreign != std::string_view::npos) return false;
  const bool numeric = text.find_first_not_of("0123456789.") == std::string_view::npos;
  return !numeric || parses<in_addr>(AF_INET, std::string(text));
}

bool is_host_and_port(std::string_view value) {
  const auto colon = value.rfind(':');
  if (colon == std::string_view::npos || !is_port(value.substr(colon + 1))) return false;
  auto host = value.substr(0, colon);
  if (!take(host, "[")) return is_host(host);
  return host.ends_with(']') && is_ipv6(host.substr(0, host.size() - 1));
}

bool is_path(std::string_view value) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return !value.empty() && std::none_of(value.begin(), value.end(), control);
}

bool is_absolute_path(std::string_view value) { return is_path(value) && value.front() == '/'; }

bool is_socket_path(std::string_view value) {
  return is_absolute_path(value) && value.back() != '/' && value.size() < sizeof(sockaddr_un{}.sun_path);
}

bool is_listen_address(std::string_view value) {
  if (take(value, "unix:")) return is_socket_path(value);
  if (value.starts_with(':')) return is_port(value.substr(1));
  return is_host_and_port(value);
}

bool is_telemetry_path(std::string_view value) {
  constexpr std::array<std::string_view, 4> taken{"/", "/healthz", "/-/healthy", "/-/ready"};
  const auto foreign = value.find_first_not_of(std::string(letters_and_digits) + "/._~-");
  return value.starts_with('/') && foreign == std::string_view::npos && !one_of(value, taken);
}

bool is_engine_address(std::string_view value) {
  if (take(value, "unix://")) return is_socket_path(value);
  return take(value, "tcp://") && is_host_and_port(value);
}

bool is_process_user(std::string_view value) {
  return one_of(value, std::array<std::string_view, 2>{"nobody", "root"});
}

bool is_log_level(std::string_view value) {
  return one_of(value, std::array<std::string_view, 4>{"debug", "info", "warn", "error"});
}

bool is_log_format(std::string_view value) {
  return one_of(value, std::array<std::string_view, 2>{"logfmt", "json"});
}

bool is_on_or_off(std::string_view value) { return value == "true" || value == "false"; }

// As scrape/selector will compile it.
bool is_pattern(std::string_view value) {
  constexpr std::size_t longest = 1000;  // <regex> recurses with the pattern's length
  if (value.empty() || value.size() > longest) return false;
  try {
    const std::regex pattern(value.begin(), value.end(),
                             std::regex::ECMAScript | std::regex_constants::__polynomial);
    return true;
  } catch (const std::regex_error&) {
    return false;
  }
}

bool is_cgroup_choice(std::string_view value) {
  return value == "none" || value == "services" || value == "all";
}

bool is_label_policy(std::string_view value) {
  return one_of(value, std::array<std::string_view, 3>{"own", "all", "none"});
}

bool is_label_selector(std::string_view value) {
  const auto equals = value.find('=');
  if (value.empty() || equals == 0) return false;
  return equals == std::string_view::npos || is_pattern(value.substr(equals + 1));
}

bool is_number(std::string_view value, unsigned least, unsigned most) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc{} && end == value.data() + value.size() && number >= least && number <= most;
}

bool is_label_value_length(std::string_view value) { return is_number(value, 16, 65536); }

bool is_compression_level(std::string_view value) { return is_number(value, 1, 9); }
bool is_tombstone_seconds(std::string_view value) { return is_number(value, 0, 86400); }

bool is_environment_prefix(std::string_view value) {
  return !value.empty() && value.find_first_of("=,") == std::string_view::npos;
}

bool is_not_empty(std::string_view value) { return !value.empty(); }

}  // namespace

const Check optional_file{[](std::string_view value) { return value.empty() || is_path(value); },
                          "the path of a file, or nothing"};
const Check file_path{is_path, "the path of a file"};
const Check absolute_path{is_absolute_path, "an absolute path, starting with '/'"};
const Check listen_address{is_listen_address,
                           ":PORT, HOST:PORT, [IPV6]:PORT (port 1 to 65535) or unix:/PATH"};
const Check telemetry_path{is_telemetry_path,
                           "a URL path that starts with '/', made of letters, digits and ._~-/, other than "
                           "/, /healthz, /-/healthy and /-/ready"};
const Check engine_address{is_engine_address, "unix:///PATH or tcp://HOST:PORT"};
const Check process_user{is_process_user, "nobody or root"};
const Check log_level{is_log_level, "debug, info, warn or error"};
const Check log_format{is_log_format, "logfmt or json"};
const Check on_or_off{is_on_or_off, "true or false"};
const Check container_pattern{is_pattern, "a regular expression of at most 1000 characters"};
const Check cgroup_choice{is_cgroup_choice, "none, services or all"};
const Check label_policy{is_label_policy, "own, all or none"};
const Check label_value_length{is_label_value_length, "a number of bytes from 16 to 65536"};
const Check compression_level{is_compression_level, "a number from 1 to 9"};
const Check tombstone_seconds{is_tombstone_seconds, "a number of seconds from 0 to 86400"};
const Check label_selector{is_label_selector,
                           "KEY or KEY=REGEX, the name of a label and a regular expression"};
const Check environment_prefix{is_environment_prefix, "how the name of an environment variable begins"};
const Check label_pattern{is_not_empty, "the name of a label, or a pattern such as com.example.*"};

}  // namespace exporter::config
