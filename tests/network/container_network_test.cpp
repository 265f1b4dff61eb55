// SPDX-License-Identifier: Apache-2.0
#include "network/container_network.hpp"

#include "support/bridge.hpp"
#include "support/catch.hpp"

using namespace exporter;
using network::ContainerNetworks;
using network::Kept;
using network::Source;

namespace {

const std::string id(64, 'a');
const std::string net_dev =
    "head\nhead\n    lo: 9 9 0 0 0 0 0 0 9 9 0 0 0 0 0 0\n  eth0: 1 2 3 4 0 0 0 0 5 6 7 8 0 0 0 0\n";
constexpr std::array<std::uint8_t, 6> mac{2, 0x42, 0xac, 0x11, 0, 2};
constexpr std::array<std::uint8_t, 6> other_mac{2, 0x42, 0xac, 0x12, 0, 2};

struct Fixture {
  support::TempTree tree;
  base::Host host;
  model::Identity identity;
  std::vector<model::Interface> out;
  Kept kept;

  Fixture() {
    host.sysfs = tree.path("sys");
    host.procfs = tree.path("proc");
    identity.id = id;
    identity.pid = 42;
    identity.network_mode = "default";
    identity.networks = {{"bridge", std::string(64, '0'), "02:42:ac:11:00:02", ""}};
  }
  model::IdentityPtr published() const { return std::make_shared<const model::Identity>(identity); }
  Source read(ContainerNetworks& networks) {
    networks.begin_scrape();
    return networks.read(kept, published(), out);
  }
  void with_process() {
    tree.write("proc/42/net/dev", net_dev).write("proc/42/cgroup", "0::/docker/" + id + "\n");
  }
  void with_bridge() {
    support::make_bridge(tree, "docker0", {{"veth1", 1}}, support::forwarding_record(mac, 1, false));
    support::make_device(tree, "veth1", 7, 100);
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "the process's net/dev comes first") {
  with_process();
  with_bridge();
  ContainerNetworks networks(host, 100, nullptr);
  CHECK(read(networks) == Source::proc);
  REQUIRE(out.size() == 1);
  CHECK(out[0].name == "eth0");
  CHECK(out[0].counters[0] == 1);
}

TEST_CASE_METHOD(Fixture, "another process of the same number is not believed") {
  tree.write("proc/42/net/dev", net_dev)
      .write("proc/42/cgroup", "0::/../docker-" + std::string(64, 'b') + ".scope\n");
  ContainerNetworks networks(host, 100, nullptr);
  CHECK(read(networks) == Source::none);
  CHECK(out.empty());
}

TEST_CASE_METHOD(Fixture, "sysfs alone gives the peer's counters, seen from inside") {
  with_bridge();
  ContainerNetworks networks(host, 100, nullptr);
  for (int scrape = 0; scrape < 3; ++scrape) {
    CHECK(read(networks) == Source::sysfs);
    REQUIRE(out.size() == 1);
    CHECK(out[0].name == "eth0");
    CHECK(out[0].counters == std::array<std::int64_t, 8>{104, 105, 106, 107, 100, 101, 102, 103});
  }
}

TEST_CASE_METHOD(Fixture, "what was learned stays when the bridge forgets") {
  with_bridge();
  ContainerNetworks networks(host, 100, nullptr);
  REQUIRE(read(networks) == Source::sysfs);
  tree.write("sys/class/net/docker0/brforward", "");
  CHECK(read(networks) == Source::sysfs);
}

TEST_CASE_METHOD(Fixture, "two interfaces are named in the order they were made") {
  with_bridge();
  support::make_bridge(tree, "br-111111111111", {{"veth2", 1}},
                       support::forwarding_record(other_mac, 1, false));
  support::make_device(tree, "veth2", 5, 200);
  identity.networks.push_back({"other", std::string(64, '1'), "02:42:ac:12:00:02", ""});
  ContainerNetworks networks(host, 100, nullptr);
  REQUIRE(read(networks) == Source::sysfs);
  REQUIRE(out.size() == 2);
  CHECK(out[0].name == "eth0");
  CHECK(out[0].counters[4] == 200);
  CHECK(out[1].name == "eth1");
  CHECK(out[1].counters[4] == 100);
}

TEST_CASE_METHOD(Fixture, "one interface that cannot be found leaves all to the engine") {
  with_bridge();
  identity.networks.push_back({"macvlan", std::string(64, '2'), "02:42:ac:13:00:02", ""});
  ContainerNetworks networks(host, 100, [](const std::string&, std::vector<model::Interface>& answer) {
    answer = {{"eth0", {1}}, {"eth1", {2}}};
    return true;
  });
  CHECK(read(networks) == Source::engine);
  CHECK(out.size() == 2);
}

TEST_CASE_METHOD(Fixture, "a container that is disconnected is learned anew") {
  with_bridge();
  ContainerNetworks networks(host, 8, nullptr);
  REQUIRE(read(networks) == Source::sysfs);
  kept.devices.clear();  // as a read of a removed interface does
  tree.remove("sys/class/net/veth1");
  support::make_bridge(tree, "docker0", {{"veth3", 2}}, support::forwarding_record(mac, 2, false));
  support::make_device(tree, "veth3", 9, 300);
  CHECK(read(networks) == Source::sysfs);
  CHECK(out[0].counters[4] == 300);
}

TEST_CASE_METHOD(Fixture, "shared, host and absent networks have no series of their own") {
  with_process();
  ContainerNetworks networks(host, 100, nullptr);
  for (const auto& [mode, source] : {std::pair{"host", Source::host},
                                     {"none", Source::none},
                                     {"container:"
                                      "bbbb",
                                      Source::shared}}) {
    identity.network_mode = mode;
    CHECK(read(networks) == source);
    CHECK(out.empty());
  }
}

TEST_CASE_METHOD(Fixture, "without descriptors to keep the numbers are the same") {
  with_process();
  ContainerNetworks networks(host, 0, nullptr);
  for (int scrape = 0; scrape < 3; ++scrape) CHECK(read(networks) == Source::proc);
  CHECK_FALSE(kept.process);
  tree.remove("proc");
  with_bridge();
  kept = Kept{};
  for (int scrape = 0; scrape < 3; ++scrape) CHECK(read(networks) == Source::sysfs);
}

TEST_CASE_METHOD(Fixture, "an id without identity has no network") {
  ContainerNetworks networks(host, 100, nullptr);
  CHECK(networks.read(kept, nullptr, out) == Source::none);
}
