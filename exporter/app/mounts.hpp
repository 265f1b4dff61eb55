// SPDX-License-Identifier: Apache-2.0
// An image names /host/sys and /host/proc, but which of them a user mounts is up to the user.
#pragma once

#include "base/host.hpp"

namespace exporter::app {

// `asked` with the default in place of each directory that does not exist; logs each. A container's own /proc
// still shows the host's memory, and other processes of the same numbers are told apart
// (network/container_network).
base::Host existing_mounts(base::Host asked);

}  // namespace exporter::app
