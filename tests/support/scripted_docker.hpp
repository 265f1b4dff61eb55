// SPDX-License-Identifier: Apache-2.0
// A fake engine with containers: their list, inspections and events agree with each other.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <thread>

#include "support/fake_engine.hpp"

namespace support {

// True as soon as `holds` does; false when it does not for as long as `patience`.
inline bool eventually(const std::function<bool()>& holds,
                       std::chrono::milliseconds patience = std::chrono::seconds(10)) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

inline std::string id_of(char digit) { return std::string(64, digit); }

class ScriptedDocker {
 public:
  struct Container {
    std::string name{};
    std::string status = "running";
    std::string health{};
    std::string network = "bridge";
    std::string image_id{};
  };

  explicit ScriptedDocker(std::string socket) : engine(std::move(socket)) {
    engine.answer("/version", R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})");
    engine.answer("/info", R"({"OperatingSystem":"Debian","SystemTime":"2026-11-22T17:18:18.6Z"})");
    engine.answer("/events", "");
    publish_list();
  }

  void set(const std::string& id, Container container) {
    engine.answer(inspect_path(id), inspect_body(id, container));
    containers_[id] = std::move(container);
    publish_list();
  }
  void destroy(const std::string& id) {
    engine.no_answer(inspect_path(id));
    containers_.erase(id);
    publish_list();
  }

  static std::string inspect_path(const std::string& id) { return "/containers/" + id + "/json"; }
  static std::string event(const std::string& action, const std::string& id) {
    return R"({"Type":"container","Action":")" + action + R"(","Actor":{"ID":")" + id + "\"}}\n";
  }
  static std::string network_event(const std::string& action, const std::string& container) {
    return R"({"Type":"network","Action":")" + action + R"(","Actor":{"ID":")" + id_of('f') +
           R"(","Attributes":{"container":")" + container + "\"}}}\n";
  }

  static std::string inspect_body(const std::string& id, const Container& container) {
    const std::string pid = container.status == "running" ? "42" : "0";
    return R"({"Id":")" + id + R"(","Name":"/)" + container.name + R"(","Image":")" + container.image_id +
           R"(","State":{"Status":")" + container.status + R"(","Pid":)" + pid + R"(,"Health":{"Status":")" +
           container.health +
           R"("}},"Config":{"Image":"busybox","Labels":{"a":"b"}},"HostConfig":{"NetworkMode":"default"},)" +
           R"("NetworkSettings":{"Networks":{")" + container.network +
           R"(":{"NetworkID":"n","MacAddress":"02:42:ac:11:00:02"}}}})";
  }

  FakeEngine engine;

 private:
  void publish_list() {
    std::string list;
    for (const auto& [id, container] : containers_) {
      list += std::string(list.empty() ? "" : ",") + R"({"Id":")" + id + R"(","Names":["/)" + container.name +
              R"("],"ImageID":")" + container.image_id + R"(","State":")" + container.status + R"("})";
    }
    engine.answer("/containers/json", "[" + list + "]");
  }

  std::map<std::string, Container> containers_;
};

}  // namespace support
