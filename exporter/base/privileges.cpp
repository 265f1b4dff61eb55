// SPDX-License-Identifier: Apache-2.0
#include "base/privileges.hpp"

#include <grp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "base/file.hpp"
#include "base/scan.hpp"

namespace exporter::base {

namespace {

constexpr uid_t nobody = 65534;
constexpr gid_t nogroup = 65534;

void require(int result, const char* what) {
  if (result == 0) return;
  throw std::runtime_error(
      std::string("cannot give up root: ") + what + ": " + std::system_category().message(errno) +
      "; let the container keep the SETUID and SETGID capabilities, or start it as another user");
}

// The number of the group "docker" in /etc/group, which will own a socket that is not there yet; -1 without
// one.
long docker_group() {
  const auto text = read_text("/etc/group");
  if (!text) return -1;
  std::string_view rest = *text;
  constexpr std::string_view name = "docker:x:";
  while (!rest.empty()) {
    auto line = take_line(rest);
    if (!line.starts_with(name)) continue;
    line.remove_prefix(name.size());
    const auto number = parse_number(line.substr(0, line.find(':')));
    return number ? static_cast<long>(*number) : -1;
  }
  return -1;
}

// The gid that opens the socket, or -1.
long group_of(const std::string& socket, Dropped& result) {
  struct stat status {};
  if (socket.empty()) return -1;
  if (::stat(socket.c_str(), &status) != 0) return docker_group();
  constexpr mode_t others = S_IROTH | S_IWOTH;
  constexpr mode_t group = S_IRGRP | S_IWGRP;
  if ((status.st_mode & others) == others) return -1;
  if ((status.st_mode & group) != group) {
    result.complaint =
        socket + " is for its owner only (mode lacks group access): containers will have no names";
    return -1;
  }
  return static_cast<long>(status.st_gid);
}

}  // namespace

Dropped become_nobody(const std::string& socket) {
  Dropped result;
  if (::geteuid() != 0) return result;
  const long group = group_of(socket, result);
  if (group >= 0) result.group = std::to_string(group);
  const std::array<gid_t, 1> groups{static_cast<gid_t>(group)};
  require(::setgroups(group < 0 ? 0 : 1, groups.data()), "setgroups");
  require(::setresgid(nogroup, nogroup, nogroup), "setresgid");
  require(::setresuid(nobody, nobody, nobody), "setresuid");
  require(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl(PR_SET_NO_NEW_PRIVS)");
  if (::setuid(0) == 0) throw std::runtime_error("cannot give up root: it could be taken back");
  result.dropped = true;
  return result;
}

}  // namespace exporter::base
