// SPDX-License-Identifier: Apache-2.0
// What a failure means for the page: the one place that decides it.
#pragma once

#include "base/result.hpp"

namespace exporter::read {

enum class Consequence {
  use_value,
  leave_out,        // this sample, in silence
  drop_container,   // it is gone: none of its samples, in silence
  leave_out_count,  // this sample, counted in container_exporter_read_errors_total
};

constexpr Consequence consequence(base::Errc outcome) {
  switch (outcome) {
    case base::Errc::none: return Consequence::use_value;
    case base::Errc::absent:
    case base::Errc::unlimited: return Consequence::leave_out;
    case base::Errc::vanished: return Consequence::drop_container;
    case base::Errc::denied:
    case base::Errc::malformed:
    case base::Errc::io: return Consequence::leave_out_count;
  }
  return Consequence::leave_out_count;
}

}  // namespace exporter::read
