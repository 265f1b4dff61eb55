// SPDX-License-Identifier: Apache-2.0
#include "network/host_interfaces.hpp"

#include "support/bridge.hpp"
#include "support/catch.hpp"

using namespace exporter;

namespace {

std::vector<std::string> names(const std::vector<model::Interface>& interfaces) {
  std::vector<std::string> result;
  for (const auto& interface : interfaces) result.push_back(interface.name);
  return result;
}

}  // namespace

TEST_CASE("physical interfaces only, where there are any") {
  support::TempTree tree;
  for (const auto* name : {"lo", "eth1", "eth0", "bond0", "docker0", "veth1"})
    support::make_device(tree, name, 1, 10);
  base::Host host;
  host.sysfs = tree.path("sys");
  const auto now = network::HostInterfaces::Clock::now();
  CHECK(names(network::HostInterfaces(host).read(now)) == std::vector<std::string>{"bond0", "eth0", "eth1"});

  tree.make("sys/class/net/eth0/device").make("sys/class/net/eth1/device");
  network::HostInterfaces physical(host);
  const auto& read = physical.read(now);
  CHECK(names(read) == std::vector<std::string>{"eth0", "eth1"});
  CHECK(read[0].counters == std::array<std::int64_t, 8>{10, 11, 12, 13, 14, 15, 16, 17});
}

TEST_CASE("a new interface is met within a minute") {
  support::TempTree tree;
  support::make_device(tree, "eth0", 1, 10);
  base::Host host;
  host.sysfs = tree.path("sys");
  network::HostInterfaces interfaces(host);
  const auto now = network::HostInterfaces::Clock::now();
  CHECK(interfaces.read(now).size() == 1);
  support::make_device(tree, "eth1", 1, 10);
  CHECK(interfaces.read(now + std::chrono::seconds(1)).size() == 1);
  CHECK(interfaces.read(now + std::chrono::seconds(61)).size() == 2);
}
