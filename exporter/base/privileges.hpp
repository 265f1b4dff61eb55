// SPDX-License-Identifier: Apache-2.0
// Giving up root. Everything that is read is world-readable but the Docker socket, which belongs to a group
// whose number differs from host to host: so the process starts as root, joins that group, and becomes
// nobody.
#pragma once

#include <string>

namespace exporter::base {

struct Dropped {
  bool dropped = false;  // this process was root and no longer is
  std::string
      group;  // the socket's group that was joined, "docker" where there is no socket yet; may be empty
  std::string complaint;  // why the socket will not be usable; empty when it will, or when there is none
};

// Does nothing unless the effective user is root. `socket` is a file's path, or empty. Throws
// std::runtime_error when root could not be given up whole: going on as root by mistake is not an option.
Dropped become_nobody(const std::string& socket);

}  // namespace exporter::base
