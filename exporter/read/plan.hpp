// SPDX-License-Identifier: Apache-2.0
// Rows compiled once: the distinct files to read, which key of each fills which slot, and how slots make
// values.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/snapshot.hpp"
#include "read/formats.hpp"
#include "read/hierarchy.hpp"
#include "read/row.hpp"

namespace exporter::read {

// Whose files are read. A nested container has its limits on an inner directory (podman with crun).
enum class Kind : std::uint8_t { container, nested_container, root, machine };

// Where a term's number lies: in the slots of the subject or of one of its records, in an interface, among
// the facts, or in what was supplied.
struct Slot {
  Place place = Place::none;  // none: there is no term
  std::size_t index = 0;
};

// Devices have one set of records for both of their dimensions.
constexpr model::Dimension records_of(model::Dimension dimension) {
  return dimension == model::Dimension::device_number ? model::Dimension::device : dimension;
}

struct PlanSource {
  Slot first;
  Slot plus;
  Slot less;
  const Source* source = nullptr;
};

struct PlanRow {
  const TableRow* row = nullptr;
  std::size_t column = 0;
  std::vector<PlanSource> sources;
  std::size_t only_with = 0;  // index into Plan::rows; itself when there is no condition
};

struct PlanFile {
  Place place = Place::none;
  Format format = Format::number;
  std::string file;
  bool innermost = false;
  model::Dimension records = model::Dimension::none;  // which records its numbers belong to
  FlatKeys keys;                                      // flat; for the others only `wanted` is used
  std::vector<std::size_t>
      read_if_absent;  // files of better sources: read this only when one of them is absent
};

struct Plan {
  Kind kind = Kind::container;
  std::vector<PlanFile> files;  // in the order they are read: better sources' files first
  std::vector<PlanRow> rows;
  std::size_t slots = 0;
  std::array<std::size_t, model::dimensions> record_slots{};  // of each record
};

// The columns of the page, the same for every kind of one set of tables. Rows of a group that is off have
// none.
model::Layout layout(std::span<const Table> tables, model::Groups groups);

// `groups` as for the layout: what is off is not read.
Plan compile(std::span<const Table> tables, const Hierarchy& hierarchy, Kind kind, model::Groups groups);

}  // namespace exporter::read
