// SPDX-License-Identifier: Apache-2.0
#include "processes/process.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/fd.hpp"
#include "support/catch.hpp"

using namespace exporter;
using base::Errc;
using processes::parse_state;

TEST_CASE("the state stands after the name, whatever the name holds") {
  CHECK(*parse_state("12 (sh) S 1 2 3\n") == 'S');
  CHECK(*parse_state("12 (a) R (b) D) D 1 2 3\n") == 'D');
  CHECK(*parse_state("12 (line\nfeed) T 1\n") == 'T');
  CHECK(parse_state("").error() == Errc::malformed);
  CHECK(parse_state("12 (sh)").error() == Errc::malformed);
  CHECK(parse_state("12 (sh) SS 1").error() == Errc::malformed);
}

TEST_CASE("the soft limit of open files") {
  const auto limit = [](std::string_view line) {
    return processes::parse_open_files_limit("Limit  Soft Limit  Hard Limit  Units\n" + std::string(line) +
                                             "\n");
  };
  CHECK(limit("Max open files            1024                 4096                 files").number == 1024);
  CHECK(limit("Max open files            unlimited            unlimited            files").number == -1);
  CHECK_FALSE(limit("Max processes             1024                 4096                 processes").present);
  CHECK_FALSE(limit("Max open files            lots").present);
}

TEST_CASE("open files are counted, and sockets among them") {
  const std::string own = "/proc/" + std::to_string(::getpid());
  const auto before = processes::count_open_files(own);
  REQUIRE(before);
  const base::Fd file(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const base::Fd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const auto after = processes::count_open_files(own);
  REQUIRE(after);
  CHECK(after->all == before->all + 2);
  CHECK(after->sockets == before->sockets + 1);
  CHECK(processes::count_open_files("/proc/0").error() == Errc::absent);
}
