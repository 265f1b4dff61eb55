// SPDX-License-Identifier: Apache-2.0
#include "base/result.hpp"

#include <cerrno>

namespace exporter::base {

std::string_view name(Errc code) {
  switch (code) {
    case Errc::none: return "none";
    case Errc::absent: return "absent";
    case Errc::unlimited: return "unlimited";
    case Errc::vanished: return "vanished";
    case Errc::denied: return "denied";
    case Errc::malformed: return "malformed";
    case Errc::io: return "io";
  }
  return "unknown";
}

Errc from_errno(int error) {
  switch (error) {
    case 0: return Errc::none;
    case ENOENT:
    case ENOTDIR:
    case EOPNOTSUPP:  // pressure files exist but cannot be read when PSI is off
      return Errc::absent;
    case ENODEV:  // kernfs: the file's directory was removed after it was opened
    case ESRCH:   // procfs: the process ended after its directory was opened
      return Errc::vanished;
    case EACCES:
    case EPERM: return Errc::denied;
    default: return Errc::io;
  }
}

}  // namespace exporter::base
