// SPDX-License-Identifier: Apache-2.0
// One interface of the host by way of <sysfs>/class/net/<name>/statistics/ (Documentation/ABI/testing/
// sysfs-class-net-statistics). Readable by everybody; sysfs shows the network namespace it was mounted in.
#pragma once

#include <array>
#include <string>

#include "base/fd.hpp"
#include "base/file.hpp"
#include "base/result.hpp"
#include "model/interface.hpp"

namespace exporter::network {

class Device {
 public:
  enum class Side {
    own,   // the counters as the interface has them
    peer,  // receive and transmit swapped: what a veth's other end, inside the container, has
  };

  // `shown_as` is the name in the label. Descriptors are kept open when keep_open says so.
  Device(std::string directory, std::string shown_as, Side side, bool keep_open);

  // vanished or absent when the interface is gone.
  base::Result<model::Interface> read(base::Buffer& buffer);

  static constexpr std::size_t descriptors = model::interface_counters;

 private:
  base::Result<std::int64_t> read_counter(std::size_t counter, base::Buffer& buffer);

  std::string directory_;
  std::string shown_as_;
  Side side_;
  bool keep_open_;
  std::array<base::Fd, model::interface_counters> files_;
};

}  // namespace exporter::network
