// SPDX-License-Identifier: Apache-2.0
#include "base/privileges.hpp"

#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <functional>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"
#include "support/tool.hpp"

using exporter::base::become_nobody;

namespace {

bool am_root() {
  if (::geteuid() == 0) return true;
  support::skip("giving up root needs root");
  return false;
}

// In a child, as it cannot be taken back. True when `check` was.
bool in_child(const std::function<bool()>& check) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(check() ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string socket_of(const support::TempTree& tree, gid_t group, mode_t mode) {
  const std::string path = tree.path("docker.sock");
  std::ofstream(path).flush();
  REQUIRE(::chown(path.c_str(), 0, group) == 0);
  REQUIRE(::chmod(path.c_str(), mode) == 0);
  return path;
}

bool is_nobody_in_group(gid_t group) {
  std::array<gid_t, 4> groups{};
  const int count = ::getgroups(static_cast<int>(groups.size()), groups.data());
  return ::getuid() == 65534 && ::getgid() == 65534 && count == 1 && groups[0] == group && ::setuid(0) != 0;
}

}  // namespace

TEST_CASE("root joins the socket's group and becomes nobody for good") {
  if (!am_root()) return;
  support::TempTree tree;
  const auto socket = socket_of(tree, 4321, 0660);
  CHECK(in_child([&] {
    const auto result = become_nobody(socket);
    return result.dropped && result.group == "4321" && result.complaint.empty() && is_nobody_in_group(4321);
  }));
}

TEST_CASE("a socket for its owner only is complained of") {
  if (!am_root()) return;
  support::TempTree tree;
  const auto socket = socket_of(tree, 4321, 0600);
  CHECK(in_child([&] {
    const auto result = become_nobody(socket);
    return result.dropped && result.group.empty() && !result.complaint.empty() &&
           ::getgroups(0, nullptr) == 0;
  }));
}

TEST_CASE("who is not root stays who it is") {
  if (!am_root()) return;
  CHECK(in_child([] { return ::setuid(1234) == 0 && !become_nobody("").dropped && ::getuid() == 1234; }));
}
