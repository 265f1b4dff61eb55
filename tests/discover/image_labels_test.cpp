// SPDX-License-Identifier: Apache-2.0
#include "discover/image_labels.hpp"

#include "discover/watcher.hpp"
#include "support/catch.hpp"
#include "support/scripted_docker.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using namespace exporter::discover;
using namespace std::chrono_literals;
using support::eventually;
using support::id_of;
using support::ScriptedDocker;
using Keys = std::vector<std::string>;

namespace {

const std::string image = "sha256:" + id_of('1');
const std::string image_path = "/images/" + image + "/json";
const std::string other = "sha256:" + id_of('2');

struct Setup {
  Setup() {
    docker.engine.answer(image_path, R"({"Config":{"Labels":{"same":"1","changed":"1","only":"1"}}})");
    REQUIRE(client.connect());
  }
  EngineResult<Keys> inherited(const std::string& from = image) {
    return images.inherited(client, from, {{"changed", "2"}, {"mine", "1"}, {"same", "1"}});
  }

  support::TempTree tree;
  ScriptedDocker docker{tree.path("docker.sock")};
  EnginePatience patience{300ms, 300ms, 600ms, 300ms, 300ms, 300ms, 200ms};
  EngineClient client{*parse_engine_address("unix://" + tree.path("docker.sock")), patience};
  ImageLabels images;
};

}  // namespace

TEST_CASE_METHOD(Setup, "inherited is what the image has with the same value") {
  CHECK(*inherited() == Keys{"same"});
  CHECK(*inherited() == Keys{"same"});
  CHECK(docker.engine.count(image_path) == 1);
}

TEST_CASE_METHOD(Setup, "without labels nothing is asked") {
  CHECK(images.inherited(client, image, {})->empty());
  CHECK(docker.engine.count(image_path) == 0);
}

TEST_CASE_METHOD(Setup, "of an image that cannot be had nothing is inherited, now and later") {
  const auto answer =
      GENERATE(support::FakeEngine::Answer{404, "{}"}, support::FakeEngine::Answer{500, "{}"},
               support::FakeEngine::Answer{200, "no JSON"}, support::FakeEngine::Answer{.hang = true});
  docker.engine.answer(image_path, answer);
  CHECK(inherited()->empty());
  docker.engine.answer(image_path, R"({"Config":{"Labels":{"same":"1"}}})");
  CHECK(inherited()->empty());
  images.keep_only({image});
  CHECK(inherited()->empty());
  images.keep_only({other});
  CHECK(*inherited() == Keys{"same"});
}

TEST_CASE_METHOD(Setup, "an engine that does not answer decides nothing") {
  docker.engine.hang(true);
  CHECK(inherited().failure() == Failure::timed_out);
  docker.engine.hang(false);
  CHECK(*inherited() == Keys{"same"});
}

TEST_CASE_METHOD(Setup, "what is no image's ID is never sent") {
  CHECK(inherited("../../info")->empty());
  CHECK(docker.engine.requests().size() == 1);
}

TEST_CASE_METHOD(Setup, "a container is published with its image's labels, which outlive the connection") {
  const std::string web = id_of('a');
  docker.engine.answer(image_path, R"({"Config":{"Labels":{"a":"b"}}})");
  docker.set(web, {.name = "web", .image_id = image});
  Inventory inventory;
  WatcherTiming timing{patience, 100ms, 20ms, 50ms};
  Watcher watcher(client.address(), inventory, {}, timing);
  watcher.start();
  const auto inherited_by_web = [&] {
    const auto all = inventory.all();
    return all.empty() ? Keys{} : all.at(0)->inherited;
  };
  REQUIRE(eventually([&] { return inventory.engine()->synced_once; }));
  CHECK(inherited_by_web() == Keys{"a"});

  docker.engine.no_answer(image_path);
  docker.engine.break_streams();
  REQUIRE(eventually([&] { return docker.engine.count(ScriptedDocker::inspect_path(web)) >= 2; }));
  REQUIRE(eventually([&] { return docker.engine.count("/containers/json") >= 6; }));
  CHECK(inherited_by_web() == Keys{"a"});
  CHECK(docker.engine.count(image_path) == 1);
}

TEST_CASE_METHOD(Setup, "who wants all labels or none does not ask for images") {
  model::LabelPolicy labels;
  labels.base = GENERATE("all", "none");
  docker.set(id_of('a'), {.name = "web", .image_id = image});
  Inventory inventory;
  Watcher watcher(client.address(), inventory, {}, {}, labels);
  watcher.start();
  REQUIRE(eventually([&] { return inventory.engine()->synced_once; }));
  CHECK(inventory.all().at(0)->inherited.empty());
  CHECK(docker.engine.count(image_path) == 0);
}
