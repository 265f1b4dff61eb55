// SPDX-License-Identifier: Apache-2.0
#include "base/log.hpp"

#include "support/catch.hpp"

using namespace exporter::base::log;

TEST_CASE("logfmt quotes only what needs it") {
  CHECK(line(Format::logfmt, "T", Level::warn, "it failed",
             {{"file", "memory.stat"}, {"why", "a \"b\"\n=c"}}) ==
        R"(time=T level=warn msg="it failed" file=memory.stat why="a \"b\"\n=c")");
  CHECK(line(Format::logfmt, "T", Level::info, "up", {{"empty", ""}}) ==
        R"(time=T level=info msg=up empty="")");
}

TEST_CASE("JSON lines are valid whatever the text") {
  CHECK(line(Format::json, "T", Level::error, "a\"b", {{"k", std::string_view("\x01\\", 2)}}) ==
        R"({"time":"T","level":"error","msg":"a\"b","k":"\u0001\\"})");
}
