// SPDX-License-Identifier: Apache-2.0
#include "request_log.hpp"

#include <string>
#include <string_view>

#include "running_server.hpp"
#include "support/catch.hpp"

using heartapp::RequestRecord;
using namespace std::chrono_literals;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

RequestRecord example() {
  return {.time = std::chrono::sys_days(std::chrono::year(2024) / 2 / 29) + 1h + 2min + 3s + 4567ns,
          .remote_ip = "192.0.2.1",
          .host = "localhost:8080",
          .method = "GET",
          .uri = "/ping?a=b",
          .user_agent = "curl/7.88.1",
          .status = 200,
          .error = "",
          .latency = 1500us,
          .bytes_in = 3,
          .bytes_out = 15};
}

std::string human(std::chrono::nanoseconds latency) {
  RequestRecord record = example();
  record.latency = latency;
  return parse_json(format(record))->getValue<std::string>("latency_human");
}

}  // namespace

TEST_CASE("A request is one line with every key") {
  CHECK(
      format(example()) ==
      R"({"time":"2024-02-29T01:02:03.000004567Z","remote_ip":"192.0.2.1","host":"localhost:8080","method":"GET",)"
      R"("uri":"/ping?a=b","user_agent":"curl/7.88.1","status":200,"error":"","latency":1500000,)"
      R"("latency_human":"1.5ms","bytes_in":3,"bytes_out":15})"
      "\n");
}

TEST_CASE("Times before and after the turn of a year are right") {
  RequestRecord record = example();
  record.time = std::chrono::sys_days(std::chrono::year(2025) / 1 / 1) - 1ns;
  CHECK(parse_json(format(record))->getValue<std::string>("time") == "2024-12-31T23:59:59.999999999Z");
  record.time = std::chrono::sys_days(std::chrono::year(2025) / 1 / 1);
  CHECK(parse_json(format(record))->getValue<std::string>("time") == "2025-01-01T00:00:00.000000000Z");
}

TEST_CASE("Durations read as Go prints them") {
  CHECK(human(0ns) == "0ns");
  CHECK(human(999ns) == "999ns");
  CHECK(human(1us) == "1\u00b5s");
  CHECK(human(16184ns) == "16.184\u00b5s");
  CHECK(human(999999ns) == "999.999\u00b5s");
  CHECK(human(1ms) == "1ms");
  CHECK(human(2s + 5ms) == "2.005s");
  CHECK(human(90s + 5ns) == "90.000000005s");
}

TEST_CASE("Hostile text keeps the line one valid line") {
  RequestRecord record = example();
  const std::string_view hostile = "\"\\\n\r\0\x1b[31m\xFF\xC3"sv;
  record.host = record.method = record.uri = record.user_agent = record.error = hostile;
  const std::string line = format(record);
  CHECK(line.find('\n') == line.size() - 1);
  CHECK(parse_json(line)->getValue<std::string>("uri") == "\"\\\n\r\0\x1b[31m\xEF\xBF\xBD\xEF\xBF\xBD"s);
}
