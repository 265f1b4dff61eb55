// SPDX-License-Identifier: Apache-2.0
// What records are called on the page, and which devices are not shown.
#pragma once

#include <string>
#include <vector>

#include "model/metric.hpp"
#include "read/device_names.hpp"
#include "read/formats.hpp"

namespace exporter::read {

// device="/dev/vda"; cpu="cpu00", as cAdvisor writes it; node="0". Escaped.
std::string record_labels(model::Dimension dimension, Device record, DeviceNames& names);

// For each device, whether another one of the list shows the same I/O: a partition's is its disk's, and what
// was sent to a stacked one (device-mapper, md) is sent on to those below it and counted there again. A sum
// counts each byte once.
std::vector<bool> hidden_devices(const std::vector<Device>& devices, const DeviceNames& names);

}  // namespace exporter::read
