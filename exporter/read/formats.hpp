// SPDX-License-Identifier: Apache-2.0
// Kernel text to numbers. Pure: knows no file names, opens nothing, allocates only when a device is new.
// Formats: Documentation/admin-guide/cgroup-v2.rst ("Interface Files") and cgroup-v1/blkio-controller.rst.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace exporter::read {

// A number as read, before the row's arithmetic.
struct Raw {
  std::int64_t number = 0;
  base::Errc outcome = base::Errc::absent;
};

// A key that rows ask of a file, and the slot its number goes to.
struct Wanted {
  std::string_view key;
  std::size_t slot = 0;
};

// The keys wanted of a flat file. The kernel writes a file's keys in a fixed order, so the order met on the
// first pass is kept, and later passes compare each line with one key only.
struct FlatKeys {
  std::vector<Wanted> wanted;
  std::vector<Wanted> in_order;  // learned
};

// What tells a record from the others of its dimension: a device's number, or, as `minor` alone, a CPU's or a
// node's.
struct Device {
  std::uint32_t major = 0;
  std::uint32_t minor = 0;
  bool operator==(const Device&) const = default;
};

// Raw numbers of one dimension: cells[record * columns + slot].
struct DeviceCells {
  std::size_t columns = 0;
  std::vector<Device> devices;
  std::vector<Raw> cells;

  void clear();
  std::size_t record(Device device);  // adds it when new
};

Raw raw_of(std::string_view word);                         // one number, or "max"
bool parse_device(std::string_view word, Device& device);  // "254:0"; false when it is not
Raw parse_single(std::string_view text);
Raw parse_word(std::string_view text, std::size_t index);
Raw parse_cpu_list(std::string_view text);

// Each returns malformed when a line is not of the format, having filled what the other lines gave.
base::Errc parse_flat(std::string_view text, FlatKeys& keys, std::vector<Raw>& slots);
base::Errc parse_pressure(std::string_view text, const std::vector<Wanted>& wanted, std::vector<Raw>& slots);
base::Errc parse_devices(std::string_view text, const std::vector<Wanted>& wanted, DeviceCells& out);
base::Errc parse_operations(std::string_view text, const std::vector<Wanted>& wanted, DeviceCells& out);
// proc_pid_net(5) and Documentation/networking/proc_net_tcp.rst. A file of no sockets gives zeros.
base::Errc parse_tcp_sockets(std::string_view text, const std::vector<Wanted>& wanted,
                             std::vector<Raw>& slots);
base::Errc parse_udp_sockets(std::string_view text, const std::vector<Wanted>& wanted,
                             std::vector<Raw>& slots);
base::Errc parse_paired(std::string_view text, const std::vector<Wanted>& wanted, std::vector<Raw>& slots);

// Documentation/admin-guide/iostats.rst. Devices that never did anything are passed over.
base::Errc parse_disk_stats(std::string_view text, const std::vector<Wanted>& wanted, DeviceCells& out);
base::Errc parse_cpus(std::string_view text, const std::vector<Wanted>& wanted, DeviceCells& out);
base::Errc parse_nodes(std::string_view text, const std::vector<Wanted>& wanted, DeviceCells& out);

}  // namespace exporter::read
