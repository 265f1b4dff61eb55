// SPDX-License-Identifier: Apache-2.0
#include "network/forwarding.hpp"

#include "support/bridge.hpp"
#include "support/catch.hpp"

using namespace exporter::network;

TEST_CASE("MAC addresses as Docker writes them") {
  CHECK(*parse_mac("02:42:ac:11:00:0D") == Mac{0x02, 0x42, 0xac, 0x11, 0x00, 0x0d});
  for (const auto* text : {"", "00:00:00:00:00:00", "02:42:ac:11:00", "02-42-ac-11-00-02",
                           "0g:42:ac:11:00:02", "02:42:ac:11:00:02:03"}) {
    INFO(text);
    CHECK_FALSE(parse_mac(text));
  }
}

TEST_CASE("forwarding records, with a torn last one") {
  const Mac mac{2, 0x42, 0xac, 0x11, 0, 2};
  const std::string text =
      support::forwarding_record(mac, 1, true) + support::forwarding_record(mac, 0x102, false);
  const auto table = parse_forwarding(text + "torn");
  REQUIRE(table.size() == 2);
  CHECK(table[0].local);
  CHECK(table[1].mac == mac);
  CHECK(table[1].port == 0x102);
  CHECK_FALSE(table[1].local);
}

TEST_CASE("a MAC address leads to the interface behind its port") {
  support::TempTree tree;
  const Mac mac{2, 0x42, 0xac, 0x11, 0, 2};
  support::make_bridge(
      tree, "docker0", {{"veth1", 1}, {"veth2", 2}},
      support::forwarding_record({2, 1, 1, 1, 1, 1}, 2, true) + support::forwarding_record(mac, 2, false));
  support::make_bridge(tree, "br-0123456789ab", {{"veth9", 1}}, support::forwarding_record(mac, 1, false));
  exporter::base::Host host;
  host.sysfs = tree.path("sys");
  Bridges bridges(host);
  bridges.refresh();
  CHECK(bridges.find(mac, "docker0") == tree.path("sys/class/net/veth2"));
  CHECK(bridges.find(mac, "br-0123456789ab") == tree.path("sys/class/net/veth9"));
  CHECK(bridges.find({2, 1, 1, 1, 1, 1}, "docker0").empty());
  CHECK(bridges.find({9, 9, 9, 9, 9, 9}, "docker0").empty());
}
