// SPDX-License-Identifier: Apache-2.0
#include "network/net_dev.hpp"

#include "support/catch.hpp"

using namespace exporter;
using model::InterfaceCounter;

namespace {

const std::string head =
    "Inter-|   Receive                                                |  Transmit\n"
    " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls "
    "carrier "
    "compressed\n";

}  // namespace

TEST_CASE("each interface with its eight counters, lo and inner interfaces left out") {
  std::vector<model::Interface> out;
  const std::string text = head +
                           "    lo: 9 9 0 0 0 0 0 0 9 9 0 0 0 0 0 0\n"
                           "  eth0: 1 2 3 4 0 0 0 0 5 6 7 8 0 0 0 0\n"
                           "docker0: 9 9 9 9 0 0 0 0 9 9 9 9 0 0 0 0\n"
                           "vethab1: 9 9 9 9 0 0 0 0 9 9 9 9 0 0 0 0\n"
                           "  eth1:18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n";
  CHECK(network::parse_net_dev(text, out) == base::Errc::none);
  REQUIRE(out.size() == 2);
  CHECK(out[0].name == "eth0");
  CHECK(out[0].counters == std::array<std::int64_t, 8>{1, 2, 3, 4, 5, 6, 7, 8});
  CHECK(out[0][InterfaceCounter::transmit_dropped] == 8);
  CHECK(out[1].name == "eth1");
}

TEST_CASE("a short line is malformed") {
  std::vector<model::Interface> out;
  CHECK(network::parse_net_dev(head + "  eth0: 1 2 3\n", out) == base::Errc::malformed);
  CHECK(network::parse_net_dev(head + "eth0 1 2 3 4\n", out) == base::Errc::malformed);
  CHECK(out.empty());
  CHECK(network::parse_net_dev("", out) == base::Errc::none);
}
