// SPDX-License-Identifier: Apache-2.0
#include "base/escape.hpp"

#include "support/catch.hpp"

using namespace exporter::base;

TEST_CASE("backslash, quote and line feed are escaped, nothing else") {
  CHECK(escape_label("a\\b\"c\nd\te") == "a\\\\b\\\"c\\nd\te");
  CHECK(escape_label("ключ=значение-日本語-🐳") == "ключ=значение-日本語-🐳");
}

TEST_CASE("bytes that are not UTF-8 become U+FFFD") {
  CHECK(escape_label("\xff") == "\xef\xbf\xbd");
  CHECK(escape_label("a\xc3") == "a\xef\xbf\xbd");
  CHECK(escape_label("\xc0\xaf") == "\xef\xbf\xbd\xef\xbf\xbd");
  CHECK(escape_label("\xed\xa0\x80").find("\xed") == std::string::npos);
  CHECK(escape_label("\xf4\x90\x80\x80").find("\xf4") == std::string::npos);
}

TEST_CASE("a long value is cut at a character boundary") {
  const std::string long_value(longest_label_value - 1, 'x');
  CHECK(escape_label(long_value + "é") == long_value);
  CHECK(escape_label(long_value + "yz") == long_value + "y");
  CHECK(escape_label(std::string(longest_label_value, '"')).size() == 2 * longest_label_value);
}

TEST_CASE("label names keep letters, digits and underscores") {
  CHECK(sanitize_label_name("com.docker.compose/service-name") == "com_docker_compose_service_name");
  CHECK(sanitize_label_name("1é") == "1__");
}
