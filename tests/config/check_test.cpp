// SPDX-License-Identifier: Apache-2.0
#include "config/check.hpp"

#include <string>

#include "support/catch.hpp"

using namespace exporter::config;
using namespace std::string_view_literals;

TEST_CASE("addresses to listen on") {
  const auto value =
      GENERATE(":8080"sv, ":1"sv, ":65535"sv, "127.0.0.1:8080"sv, "0.0.0.0:80"sv, "localhost:8080"sv,
               "my_host-1.example.org:9100"sv, "[::1]:8080"sv, "[::]:8080"sv, "[fe80::1%eth0]:8080"sv,
               "[::ffff:127.0.0.1]:1"sv, "unix:/run/exporter.sock"sv);
  CAPTURE(value);
  CHECK(listen_address.accepts(value));
}

TEST_CASE("not addresses to listen on") {
  const auto value = GENERATE(
      ""sv, ":"sv, "8080"sv, ":0"sv, ":65536"sv, ":99999999999999999999"sv, ":-1"sv, ":+80"sv, ": 80"sv,
      ":80 "sv, ":http"sv, ":80:80"sv, "localhost"sv, "localhost:"sv, "300.1.1.1:80"sv, "1.2.3:80"sv,
      "::1:8080"sv, "[::1]"sv, "[::1]8080"sv, "[::1:8080"sv, "[]:80"sv, "[127.0.0.1]:80"sv, "[::1\0]:80"sv,
      "a b:80"sv, "http://localhost:80"sv, "localhost:80/metrics"sv, "unix:"sv, "unix:run/x.sock"sv,
      "unix:/run/"sv, "unix:/run/x\n.sock"sv, "a\0b:80"sv, "caf\xc3\xa9:80"sv);
  CAPTURE(value);
  CHECK_FALSE(listen_address.accepts(value));
}

TEST_CASE("a socket's path has to fit the kernel's 108 bytes") {
  CHECK(listen_address.accepts("unix:/" + std::string(106, 'x')));
  CHECK_FALSE(listen_address.accepts("unix:/" + std::string(107, 'x')));
  CHECK(engine_address.accepts("unix:///" + std::string(106, 'x')));
  CHECK_FALSE(engine_address.accepts("unix:///" + std::string(107, 'x')));
}

TEST_CASE("engine addresses") {
  const auto value = GENERATE("unix:///var/run/docker.sock"sv, "tcp://localhost:2375"sv,
                              "tcp://10.0.0.1:2376"sv, "tcp://[::1]:2375"sv);
  CAPTURE(value);
  CHECK(engine_address.accepts(value));
}

TEST_CASE("not engine addresses") {
  const auto value = GENERATE(
      ""sv, "/var/run/docker.sock"sv, "unix:/var/run/docker.sock"sv, "unix://run/docker.sock"sv, "unix://"sv,
      "tcp://"sv, "tcp://localhost"sv, "tcp://:2375"sv, "tcp://localhost:2375/"sv, "tcp://localhost:0"sv,
      "ssh://user@host"sv, "http://localhost:2375"sv, "npipe:////./pipe/docker_engine"sv, "fd://"sv);
  CAPTURE(value);
  CHECK_FALSE(engine_address.accepts(value));
}

TEST_CASE("telemetry paths") {
  const auto value = GENERATE("/metrics"sv, "/a/b"sv, "/metrics/"sv, "/x.y_z~-1"sv, "/-/metrics"sv);
  CAPTURE(value);
  CHECK(telemetry_path.accepts(value));
}

TEST_CASE("not telemetry paths") {
  const auto value = GENERATE(""sv, "metrics"sv, "/"sv, "/healthz"sv, "/-/healthy"sv, "/-/ready"sv, "/a b"sv,
                              "/a?b"sv, "/a#b"sv, "/%2e"sv, "/a\n"sv, "/a\0"sv, "http://x/metrics"sv);
  CAPTURE(value);
  CHECK_FALSE(telemetry_path.accepts(value));
}

TEST_CASE("paths") {
  CHECK(absolute_path.accepts("/"));
  CHECK(absolute_path.accepts("/host/sys with space"));
  CHECK(file_path.accepts("exporter.yml"));
  for (const auto value : {""sv, "proc"sv, "./proc"sv, "~/x"sv, "/a\nb"sv, "/a\0b"sv}) {
    CAPTURE(value);
    CHECK_FALSE(absolute_path.accepts(value));
  }
  CHECK_FALSE(file_path.accepts(""));
}

TEST_CASE("words of the log are exact") {
  CHECK(process_user.accepts("nobody"));
  CHECK(process_user.accepts("root"));
  CHECK_FALSE(process_user.accepts("65534"));
  CHECK(log_level.accepts("warn"));
  CHECK_FALSE(log_level.accepts("WARN"));
  CHECK_FALSE(log_level.accepts("warning"));
  CHECK_FALSE(log_level.accepts(""));
  CHECK(log_format.accepts("json"));
  CHECK_FALSE(log_format.accepts("text"));
}

TEST_CASE("which labels, and how long") {
  for (const auto value : {"own"sv, "all"sv, "none"sv}) CHECK(label_policy.accepts(value));
  CHECK_FALSE(label_policy.accepts(""));
  CHECK_FALSE(label_policy.accepts("Own"));
  for (const auto value : {"1"sv, "9"sv}) CHECK(compression_level.accepts(value));
  for (const auto value : {""sv, "0"sv, "10"sv, "fast"sv}) CHECK_FALSE(compression_level.accepts(value));
  for (const auto value : {"0"sv, "300"sv, "86400"sv}) CHECK(tombstone_seconds.accepts(value));
  for (const auto value : {""sv, "-1"sv, "5m"sv, "86401"sv}) CHECK_FALSE(tombstone_seconds.accepts(value));
  for (const auto value : {"16"sv, "1024"sv, "65536"sv}) CHECK(label_value_length.accepts(value));
  for (const auto value : {""sv, "15"sv, "65537"sv, "-1"sv, "+16"sv, "1k"sv, "99999999999999999999"sv}) {
    CAPTURE(value);
    CHECK_FALSE(label_value_length.accepts(value));
  }
}

TEST_CASE("labels to choose containers by, and beginnings of variables") {
  for (const auto value : {"team"sv, "com.example/team=a|b"sv, "rule=a=b"sv})
    CHECK(label_selector.accepts(value));
  for (const auto value : {""sv, "=x"sv, "team="sv, "team=("sv}) {
    CAPTURE(value);
    CHECK_FALSE(label_selector.accepts(value));
  }
  CHECK(environment_prefix.accepts("APP_"));
  for (const auto value : {""sv, "A=b"sv, "A,B"sv}) CHECK_FALSE(environment_prefix.accepts(value));
}
