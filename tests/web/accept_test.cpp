// SPDX-License-Identifier: Apache-2.0
#include "web/accept.hpp"

#include "support/catch.hpp"
#include "web/preferences.hpp"

using namespace exporter::web;
using namespace std::chrono_literals;

namespace {

const std::string text = "text/plain; version=0.0.4; charset=utf-8";
const std::string one = "application/openmetrics-text; version=1.0.0; charset=utf-8";
const std::string draft = "application/openmetrics-text; version=0.0.1; charset=utf-8";
const std::string escaping = "; escaping=underscores";

constexpr std::size_t large = 100000;
constexpr std::size_t small = 100;

}  // namespace

TEST_CASE("what Prometheus of every age is sent") {
  const std::pair<const char*, std::string> asked[] = {
      {"application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
       "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
       one},  // 2.32 to 2.54
      {"application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", draft},  // 2.5
      {"text/plain;version=0.0.4;q=1,*/*;q=0.1", text},
      {"application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
       "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
       "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
       one + escaping},  // 3
      {"application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,"
       "application/openmetrics-text;version=1.0.0;escaping=values;q=0.5,"
       "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
       one + escaping},  // with native histograms
  };
  for (const auto& [accept, type] : asked) {
    INFO(accept);
    CHECK(choose_format(accept).content_type == type);
  }
}

TEST_CASE("the highest q wins; text when nothing is known") {
  const std::pair<const char*, std::string> asked[] = {
      {"", text},
      {"*/*", text},
      {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", text},
      {"image/png", text},
      {"text/*", text},
      {"application/*", one},
      {"application/openmetrics-text", one},
      {"Application/OpenMetrics-Text", one},
      {"application/openmetrics-text; version=\"1.0.0\"", one},
      {"application/openmetrics-text; version=0.0.1", draft},
      {"application/openmetrics-text; version=2.0.0", text},
      {"application/openmetrics-text; version=2.0.0, application/openmetrics-text;q=0.1", one},
      {"text/plain;q=0.4, application/openmetrics-text;version=0.0.1;q=0.5", draft},
      {"text/plain;q=0.5, application/openmetrics-text;version=1.0.0;q=0.4", text},
      {"text/plain, application/openmetrics-text", text},
      {"application/openmetrics-text, text/plain", one},
      {"*/*, application/openmetrics-text", one},
      {"application/openmetrics-text;q=0.5, */*", text},
      {"application/openmetrics-text;q=0, */*", text},
      {"text/plain;q=0, */*;q=0.1", one},
      {"text/plain;q=0", text},
      {"application/openmetrics-text;q=1.5, text/plain;q=0.1", text},
      {"application/openmetrics-text;q=nan, text/plain;q=0.1", text},
      {", ;, ;;=, q=1, \"", text},
  };
  for (const auto& [accept, type] : asked) {
    INFO(accept);
    CHECK(choose_format(accept).content_type == type);
    CHECK((choose_format(accept).format == exporter::expose::Format::text) == (type == text));
  }
}

TEST_CASE("the escaping is named to those who ask about it") {
  for (const auto* scheme : {"allow-utf-8", "underscores", "dots", "values"}) {
    INFO(scheme);
    const std::string parameter = std::string(";escaping=") + scheme;
    CHECK(choose_format("application/openmetrics-text;version=1.0.0" + parameter).content_type ==
          one + escaping);
    CHECK(choose_format("text/plain;version=0.0.4" + parameter).content_type == text + escaping);
  }
  CHECK(choose_format("application/openmetrics-text;escaping=rot13").content_type == one);
  CHECK(choose_format("text/plain;escaping=dots;q=0").content_type == text);
}

TEST_CASE("the coding with the highest q, compressed rather than not") {
  const std::pair<const char*, Encoding> asked[] = {
      {"", Encoding::identity},
      {"gzip", Encoding::gzip},
      {"x-gzip", Encoding::gzip},
      {"deflate, GZIP;q=0.5", Encoding::gzip},
      {"zstd", Encoding::zstd},
      {"gzip, deflate, br, zstd", Encoding::zstd},
      {"zstd;q=0.5, gzip;q=0.6", Encoding::gzip},
      {"*", Encoding::gzip},
      {"*, gzip;q=0", Encoding::zstd},
      {"gzip;q=0.5, *;q=0.5", Encoding::gzip},
      {"br;q=1.0, gzip;q=0.8, *;q=0.1", Encoding::gzip},
      {"identity, gzip", Encoding::gzip},
      {"identity, gzip;q=0.5", Encoding::identity},
      {"gzip;q=0.001", Encoding::gzip},
      {"gzip;q=0", Encoding::identity},
      {"gzip;q=x", Encoding::identity},
      {"gzipped", Encoding::identity},
      {",,;", Encoding::identity},
      {"gzip, identity;q=0", Encoding::gzip},
      {"gzip, *;q=0", Encoding::gzip},
      {"identity;q=0.5, *;q=0", Encoding::identity},
      {"identity;q=0", Encoding::none},
      {"*;q=0", Encoding::none},
      {"br, identity;q=0", Encoding::none},
  };
  for (const auto& [accept, encoding] : asked) {
    INFO(accept);
    CHECK(choose_encoding(accept, large) == encoding);
  }
}

TEST_CASE("a small body is compressed only for those who refuse it otherwise") {
  CHECK(choose_encoding("gzip", small) == Encoding::identity);
  CHECK(choose_encoding("zstd, identity;q=0.1", small) == Encoding::identity);
  CHECK(choose_encoding("gzip, identity;q=0", small) == Encoding::gzip);
  CHECK(choose_encoding("zstd, *;q=0", small) == Encoding::zstd);
  CHECK(choose_encoding("*;q=0", small) == Encoding::none);
}

TEST_CASE("a list with q values, spaces and quotes") {
  const auto list = preferences(R"( a/b ;x="1,2;3" ; Q=0.25,, c;q=0.5;q=1 ,d;q=)");
  REQUIRE(list.size() == 3);
  CHECK(list[0].value == "a/b");
  CHECK(parameter(list[0].parameters, "x") == "1,2;3");
  CHECK(list[0].quality == 0.25);
  CHECK(list[1].value == "c");
  CHECK(list[1].quality == 0.5);
  CHECK(list[2].value == "d");
  CHECK(parameter(list[2].parameters, "y").empty());
}

TEST_CASE("the scrape timeout leaves half a second for the way back") {
  CHECK(scrape_timeout("10", 1s) == 9500ms);
  CHECK(scrape_timeout("0.4", 1s) == 200ms);
  for (const auto* seconds : {"", "x", "-1", "0", "nan", "1e9", "inf"}) {
    INFO(seconds);
    CHECK(scrape_timeout(seconds, 1s) == 1s);
  }
}
