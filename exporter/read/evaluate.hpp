// SPDX-License-Identifier: Apache-2.0
// A row's arithmetic: from slots to the value on the page.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "model/facts.hpp"
#include "model/interface.hpp"
#include "model/snapshot.hpp"
#include "model/supply.hpp"
#include "read/plan.hpp"

namespace exporter::read {

// Everything one record of one subject was read from.
struct Numbers {
  const std::vector<Raw>& slots;
  const std::array<DeviceCells, model::dimensions>& records;
  const model::Facts& facts;
  std::span<const model::Interface> interfaces;
  const model::Supply& supply;
  std::size_t record = 0;
};

// The first source that has a number. Where the first one says "unlimited", that is the answer: none, or 0
// where cAdvisor's contract is a number.
model::Value value_of(const PlanRow& row, const Numbers& numbers);

}  // namespace exporter::read
