// SPDX-License-Identifier: Apache-2.0
#include "discover/docker_json.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

#include "support/catch.hpp"

using namespace exporter;
using namespace exporter::discover;
using base::Errc;
using Counter = model::InterfaceCounter;

namespace {

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(FIXTURES "/docker/") + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

model::Identity inspected(const std::string& name) {
  const auto result = parse_inspect(fixture(name));
  REQUIRE(result);
  return *result->identity;
}

std::string inspect_with(const std::string& members) {
  return R"({"Id":")" + std::string(64, 'a') + R"(",)" + members + "}";
}

}  // namespace

TEST_CASE("a running container with health check on Docker 20.10") {
  const auto identity = inspected("v2-systemd/inspect/healthy.json");
  CHECK(identity.id.starts_with("23c37db6bbb9"));
  CHECK(identity.name == "healthy");
  CHECK(identity.image == "busybox:local");
  CHECK(identity.status == "running");
  CHECK(identity.health == "healthy");
  CHECK(identity.pid == 2700);
  CHECK(identity.started_at_ns == 1795367310150956400);
  CHECK(identity.created_at_ns == 1795367301489824470);
  CHECK(identity.network_mode == "default");
  REQUIRE(identity.networks.size() == 1);
  CHECK(identity.networks[0].network == "bridge");
  CHECK(identity.networks[0].network_id.starts_with("80cb12"));
  CHECK(identity.networks[0].mac == "02:42:ac:11:00:0a");
  CHECK(identity.networks[0].interface_name.empty());
}

TEST_CASE("labels, networks and modes of other containers") {
  const auto web = inspected("v2-systemd/inspect/web.json");
  CHECK(web.labels.size() == 5);
  CHECK(web.labels.at("com.docker.compose.service") == "web");
  CHECK(web.health.empty());
  const auto netcli = inspected("v1/inspect/netcli.json");
  REQUIRE(netcli.networks.size() == 2);
  CHECK(netcli.networks[0].network == "bridge");
  CHECK(netcli.networks[1].network == "demo_net");
  CHECK(netcli.networks[1].mac == "02:42:ac:1e:00:0b");
  CHECK(inspected("v2-systemd/inspect/hostnet.json").network_mode == "host");
  CHECK(inspected("v1/inspect/unhealthy.json").health == "unhealthy");
  CHECK(inspected("v1/inspect/shop_db_1.json").labels.size() == 9);
}

TEST_CASE("podman's containers") {
  const auto web = inspected("podman/inspect/pweb.json");
  CHECK(web.name == "pweb");
  CHECK(web.image == "localhost/busybox:local");
  CHECK(web.health.empty());
  CHECK(web.pid == 643);
  CHECK(web.networks.at(0).mac == "66:ce:d0:1e:0f:d9");
  CHECK(inspected("podman/inspect/pinpod.json").network_mode.starts_with("container:47e0386296f1"));
}

TEST_CASE("alive are running, paused and restarting containers") {
  const auto alive = [](const char* name) { return parse_inspect(fixture(name))->alive; };
  CHECK(alive("v2-systemd/inspect/web.json"));
  CHECK(alive("v2-systemd/inspect/paused.json"));
  CHECK(alive("v2-systemd/inspect/restarting.json"));
  CHECK(alive("podman/inspect/ppaused.json"));
  CHECK_FALSE(alive("v2-systemd/inspect/exited0.json"));
  CHECK_FALSE(alive("v2-systemd/inspect/created-only.json"));
  CHECK_FALSE(alive("podman/inspect/pexit.json"));
  CHECK(parse_inspect(fixture("v2-systemd/inspect/created-only.json"))->created);
  CHECK(inspected("v2-systemd/inspect/created-only.json").started_at_ns == 0);
}

TEST_CASE("the image of a container, and what the list calls it") {
  const auto web = parse_inspect(fixture("v2-systemd/inspect/web.json"));
  CHECK(web->image_id == "sha256:f6668dacd24b8216d16498ea8c6dbd4616c9cd022f5224ab7a658ad9b1a124d8");
  CHECK(is_image_id(web->image_id));
  const auto podman = parse_inspect(fixture("podman/inspect/pweb.json"));
  CHECK(is_image_id(podman->image_id));
  for (const auto* name : {"v1", "v2-systemd", "podman"}) {
    const auto listed = parse_list(fixture(name + std::string("/containers-all.json")));
    for (const auto& each : *listed) CHECK(is_image_id(each.image_id));
  }
  CHECK_FALSE(is_image_id("busybox"));
  CHECK_FALSE(is_image_id("sha256:../../info"));
}

TEST_CASE("of the environment only variables that were asked for are kept") {
  const auto environment = [](const std::vector<std::string>& variables) {
    const auto result = parse_inspect(
        inspect_with(
            R"("Config":{"Env":["APP_NAME=shop","APP_KEY=a=b","app_low=1","MY_APP=2","APP","APP_NAME=last",5]})"),
        variables);
    return result->identity->environment;
  };
  using Variables = std::map<std::string, std::string>;
  CHECK(environment({}).empty());
  CHECK(environment({"APP_", "NONE"}) == Variables{{"APP_KEY", "a=b"}, {"APP_NAME", "last"}});
  CHECK(environment({"app"}) == Variables{{"app_low", "1"}});
  CHECK(environment({"APP_NAME=shop"}).empty());
  CHECK(parse_inspect(inspect_with(R"("Config":{"Env":null})"), {"A"})->identity->environment.empty());
}

TEST_CASE("an image's labels") {
  CHECK(*parse_image(R"({"Config":{"Labels":{"a":"b","n":null,"x":1}}})") == Labels{{"a", "b"}});
  CHECK(parse_image(R"({"Config":{"Labels":null}})")->empty());
  CHECK(parse_image(R"({"Config":null})")->empty());
  CHECK(parse_image("{}")->empty());
  CHECK(parse_image("[]").error() == Errc::malformed);
}

TEST_CASE("the interface name that Engine 28 tells") {
  const auto identity = *parse_inspect(inspect_with(
      R"("NetworkSettings":{"Networks":{"n":{"DriverOpts":{"com.docker.network.endpoint.ifname":"lan0"}}}})"));
  CHECK(identity.identity->networks.at(0).interface_name == "lan0");
}

TEST_CASE("a list holds the containers that have a cgroup") {
  CHECK(parse_list(fixture("v2-systemd/containers-all.json"))->size() == 33);
  CHECK(parse_list(fixture("v1/containers-all.json"))->size() == 31);
  CHECK(parse_list(fixture("podman/containers-all.json"))->size() == 11);
  CHECK(parse_list("[]")->empty());
  CHECK(parse_list(R"([null,1,{},{"Id":"short","State":"running"},{"Id":5},[]])")->empty());
  const std::string one = R"({"Id":")" + std::string(64, 'a') + R"(","State":"running"})";
  CHECK(parse_list("[1," + one + ",\"x\"," + one + "]")->size() == 2);
  CHECK(parse_list("[[" + one + "]]")->empty());
}

TEST_CASE("a list that breaks off is malformed, whatever came before") {
  const auto whole = fixture("v1/containers-all.json");
  CHECK(parse_list(whole.substr(0, whole.size() / 2)).error() == Errc::malformed);
  CHECK(parse_list(whole.substr(0, whole.rfind(']'))).error() == Errc::malformed);
  CHECK(parse_list(R"({"a":)" + whole + "}").error() == Errc::malformed);
}

TEST_CASE("a fingerprint changes with what an identity depends on, not with time") {
  const auto of = [](const std::string& members) {
    return parse_list(R"([{"Id":")" + std::string(64, 'a') + R"(","State":"running",)" + members + "}]")
        ->at(0)
        .fingerprint;
  };
  const auto first = of(R"j("Names":["/a"],"Status":"Up 3 minutes (healthy)")j");
  CHECK(of(R"j("Names":["/a"],"Status":"Up 4 minutes (healthy)")j") == first);
  CHECK(of(R"j("Names":["/a"],"Status":"Up 3 minutes (unhealthy)")j") != first);
  CHECK(of(R"j("Names":["/b"],"Status":"Up 3 minutes (healthy)")j") != first);
  CHECK(of(R"j("Names":["/a"],"Status":"(healthy)","Labels":{"a":"b"})j") != first);
  CHECK(
      of(R"j("Names":["/a"],"Status":"(healthy)","NetworkSettings":{"Networks":{"n":{"EndpointID":"e"}}})j") !=
      first);
}

TEST_CASE("versions and hosts") {
  const auto version = *parse_version(fixture("v2-systemd/version.json"));
  CHECK(version.version == "20.10.24+dfsg1");
  CHECK(version.newest_api == "1.41");
  CHECK(version.oldest_api == "1.12");
  CHECK_FALSE(version.podman);
  CHECK(parse_version(R"({"Components":[{"Name":"Podman Engine","Version":"4.3.1"}],"ApiVersion":"1.41"})")
            ->podman);
  const auto info = *parse_info(fixture("v2-systemd/info.json"));
  CHECK(info.operating_system == "Debian GNU/Linux 12 (bookworm)");
  CHECK(info.system_time_ns == 1795367898607291740);
}

TEST_CASE("every event of a recording is understood") {
  std::ifstream file(FIXTURES "/docker/v2-systemd/events.ndjson");
  std::string line;
  std::size_t connected = 0;
  std::size_t all = 0;
  while (std::getline(file, line)) {
    const auto event = parse_event(line);
    REQUIRE(event);
    ++all;
    CHECK((event->type == "container" || event->type == "network"));
    if (event->action == "connect") {
      ++connected;
      CHECK(is_container_id(event->attached_container));
    } else {
      CHECK(is_container_id(event->id));
    }
  }
  CHECK(all > 20);
  CHECK(connected == 1);
}

TEST_CASE("interface counters of the one-shot statistics") {
  const auto docker = *parse_networks(fixture("v2-systemd/stats-netweb.json"));
  REQUIRE(docker.size() == 1);
  CHECK(docker[0].name == "eth0");
  CHECK(docker[0][Counter::receive_bytes] == 1086);
  CHECK(docker[0][Counter::receive_packets] == 9);
  const auto podman = *parse_networks(fixture("podman/stats-pweb.json"));
  CHECK(podman.at(0).name == "network");
  CHECK(podman.at(0)[Counter::transmit_bytes] == 1640);
}

TEST_CASE("no counters where the container stopped or has no network of its own") {
  CHECK(parse_networks(fixture("v2-systemd/stats-exited.json")).error() == Errc::absent);
  CHECK(parse_networks(fixture("v2-systemd/stats-hostnet.json")).error() == Errc::absent);
  CHECK(parse_networks(fixture("podman/stats-pexit.json")).error() == Errc::absent);
  CHECK(parse_networks(R"({"networks":null})").error() == Errc::absent);
}

TEST_CASE("numbers beyond int64 are the nearest") {
  const auto networks = *parse_networks(
      R"({"networks":{"b":{"rx_bytes":18446744073709551615,"tx_bytes":-5,"rx_packets":1e30},"a":{}}})");
  constexpr auto largest = std::numeric_limits<std::int64_t>::max();
  CHECK(networks.at(0).name == "a");
  CHECK(networks.at(1)[Counter::receive_bytes] == largest);
  CHECK(networks.at(1)[Counter::receive_packets] == largest);
  CHECK(networks.at(1)[Counter::transmit_bytes] == -5);
}

TEST_CASE("what the engine says about an error, in JSON or plain") {
  CHECK(parse_message(fixture("v2-systemd/err-404.json")).find("No such container") == 0);
  CHECK(parse_message(fixture("v2-systemd/err-too-new.json")).find("client version 1.99 is too new") == 0);
  CHECK(parse_message(fixture("v2-systemd/err-too-old.json")).find("client version 1.11 is too old") == 0);
  CHECK(parse_message("").empty());
}

TEST_CASE("text that is not the JSON expected is malformed") {
  const auto whole = fixture("v2-systemd/inspect/web.json");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += R"({"a":)";
  const auto text = GENERATE_COPY(std::string(), std::string("null"), std::string("5"), std::string("\"x\""),
                                  std::string("{"),
                                  std::string("\0\xff\xfe\x7f"
                                              "ELF",
                                              8),
                                  whole.substr(0, 1000), std::string(1'000'000, '['), deep,
                                  std::string("{} {}"), std::string("<html>502 Bad Gateway</html>"));
  CAPTURE(text.substr(0, 60));
  CHECK(parse_version(text).error() == Errc::malformed);
  CHECK(parse_info(text).error() == Errc::malformed);
  CHECK(parse_list(text).error() == Errc::malformed);
  CHECK(parse_inspect(text).error() == Errc::malformed);
  CHECK(parse_event(text).error() == Errc::malformed);
  CHECK_FALSE(parse_networks(text));
}

TEST_CASE("an inspection of which every field is null or of another type has an ID and nothing else") {
  const auto filler =
      GENERATE("null", "1", "\"x\"", "[]", "{}", "true", "[{\"a\":[1]}]", "18446744073709551615");
  std::string members = "\"Name\":null";
  for (const auto* key : {"State", "Config", "HostConfig", "NetworkSettings", "Created"}) {
    members += std::string(",\"") + key + "\":" + filler;
  }
  const auto result = parse_inspect(inspect_with(members));
  REQUIRE(result);
  CHECK_FALSE(result->alive);
  model::Identity expected;
  expected.id = std::string(64, 'a');
  CHECK(*result->identity == expected);
}

TEST_CASE("every truncation of an inspection is malformed, none crashes") {
  const auto whole = fixture("podman/inspect/pweb.json");
  const auto end = whole.rfind('}');
  for (std::size_t size = 0; size < end; size += 7) {
    CHECK(parse_inspect(whole.substr(0, size)).error() == Errc::malformed);
  }
}

TEST_CASE("only an ID of 64 hexadecimal digits is one") {
  CHECK(is_container_id(std::string(64, 'a')));
  CHECK_FALSE(is_container_id(std::string(63, 'a')));
  CHECK_FALSE(is_container_id(std::string(64, 'A')));
  CHECK_FALSE(is_container_id("../" + std::string(61, 'a')));
  CHECK(parse_inspect(R"({"Id":"../../x","Name":"/x"})").error() == Errc::malformed);
}
