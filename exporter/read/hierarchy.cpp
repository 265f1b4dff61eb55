// SPDX-License-Identifier: Apache-2.0
#include "read/hierarchy.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.hpp"

namespace exporter::read {

namespace {

// As v1 names its mounts and v2 its cgroup.controllers.
struct ControllerName {
  Place place;
  std::string_view v1;
  std::string_view v2;
};
constexpr std::array<ControllerName, 7> names{{
    {Place::cpuacct, "cpuacct", "cpu"},
    {Place::cpu, "cpu", "cpu"},
    {Place::memory, "memory", "memory"},
    {Place::blkio, "blkio", "io"},
    {Place::cpuset, "cpuset", "cpuset"},
    {Place::pids, "pids", "pids"},
    {Place::hugetlb, "hugetlb", "hugetlb"},
}};

bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

bool list_has(std::string_view list, std::string_view word, char separator) {
  while (!list.empty()) {
    const auto end = list.find(separator);
    if (list.substr(0, end) == word) return true;
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
  }
  return false;
}

// "cpu", or "cpu,cpuacct" where controllers are joined.
std::string find_v1(const std::string& root, std::string_view controller) {
  std::string exact = root + "/" + std::string(controller);
  if (exists(exact + "/cgroup.procs")) return exact;
  const auto entries = base::list_directory(AT_FDCWD, root.c_str());
  if (!entries) return {};
  for (const auto& entry : *entries) {
    if (entry.directory && list_has(entry.name, controller, ',')) return root + "/" + entry.name;
  }
  return {};
}

}  // namespace

std::string_view name(Version version) {
  switch (version) {
    case Version::v1: return "1";
    case Version::v2: return "2";
    case Version::none: break;
  }
  return "none";
}

Hierarchy Hierarchy::detect(const base::Host& host) {
  Hierarchy found;
  found.procfs_ = host.procfs;
  found.sysfs_ = host.sysfs;
  const std::string root = host.cgroup();
  if (exists(root + "/cgroup.controllers")) {
    found.detect_v2(root);
  } else {
    found.detect_v1(root);
    if (exists(root + "/unified/cgroup.controllers")) found.detect_v2(root + "/unified");
  }
  return found;
}

// A pure v2 tree serves every place, even one whose controller is off: cpu.stat exists without the cpu
// controller, and a file that is not there is merely absent. In a hybrid tree only what v1 left over is v2.
void Hierarchy::detect_v2(const std::string& root) {
  const bool hybrid = !tree_.empty();
  mounts_[static_cast<std::size_t>(Place::unified)] = {Version::v2, root};
  const auto controllers = base::read_text(root + "/cgroup.controllers");
  for (const auto& controller : names) {
    auto& mount = mounts_[static_cast<std::size_t>(controller.place)];
    const bool listed = controllers && list_has(*controllers, controller.v2, ' ');
    if (mount.version == Version::none && (!hybrid || listed)) mount = {Version::v2, root};
  }
  if (hybrid) return;
  tree_ = root;
  namespaced_ = exists(root + "/cgroup.type");
}

void Hierarchy::detect_v1(const std::string& root) {
  for (const auto& controller : names) {
    const std::string directory = find_v1(root, controller.v1);
    if (directory.empty()) continue;
    mounts_[static_cast<std::size_t>(controller.place)] = {Version::v1, directory};
    if (tree_.empty()) tree_ = directory;
  }
  // Both files exist in a hierarchy's root alone.
  namespaced_ =
      !tree_.empty() && !exists(tree_ + "/cgroup.sane_behavior") && !exists(tree_ + "/release_agent");
}

const std::string& Hierarchy::root(Place place) const {
  if (place == Place::procfs) return procfs_;
  return place == Place::sysfs ? sysfs_ : mount(place).root;
}

std::string Hierarchy::version() const {
  bool v1 = false;
  bool v2 = false;
  for (const auto& controller : names) {
    const auto version = mount(controller.place).version;
    v1 = v1 || version == Version::v1;
    v2 = v2 || version == Version::v2;
  }
  if (v1 && v2) return "hybrid";
  return v1 ? "1" : v2 ? "2" : "none";
}

std::vector<Hierarchy::Controller> Hierarchy::controllers() const {
  std::vector<Controller> result;
  result.reserve(names.size());
  for (const auto& controller : names) result.push_back({controller.v1, mount(controller.place).version});
  return result;
}

}  // namespace exporter::read
