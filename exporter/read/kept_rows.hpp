// SPDX-License-Identifier: Apache-2.0
// Rows as they are written have room for seven sources of three terms. In a position-independent program all
// of that is memory of its own, for its pointers are relocated at the start; so only what a row uses is kept.
#pragma once

#include <algorithm>
#include <array>
#include <iterator>

#include "read/row.hpp"

namespace exporter::read {

namespace detail {

// Up to the last that reads something.
constexpr std::size_t used(Sources sources) {
  const auto reads = [](const Source& source) { return source.first.place != Place::none; };
  const auto end = std::find_if(sources.rbegin(), sources.rend(), reads).base();
  return static_cast<std::size_t>(end - sources.begin());
}

template <const auto& rows>
constexpr std::size_t all_used() {
  std::size_t all = 0;
  for (const auto& row : rows) all += used(row.v2) + used(row.v1);
  return all;
}

template <const auto& rows>
constexpr auto used_sources() {
  std::array<Source, all_used<rows>()> all;
  auto end = all.begin();
  for (const auto& row : rows) {
    end = std::copy_n(row.v2.begin(), used(row.v2), end);
    end = std::copy_n(row.v1.begin(), used(row.v1), end);
  }
  return all;
}

// Static here and below: `rows` of an unnamed namespace are others in each file. With `inline`, GCC 14 takes
// what is made of them for one thing all the same, and a table has the rows of another.
template <const auto& rows>
static constexpr auto sources_of = used_sources<rows>();

template <const auto& rows>
constexpr auto table_rows() {
  std::array<TableRow, std::size(rows)> all{};
  Sources left = sources_of<rows>;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto v2 = used(rows[i].v2);
    const auto v1 = used(rows[i].v1);
    all[i] = {rows[i].metric,    left.first(v2),    left.subspan(v2, v1),
              rows[i].unlimited, rows[i].only_with, rows[i].unless_per_cpu};
    left = left.subspan(v2 + v1);
  }
  return all;
}

template <const auto& rows>
static constexpr auto table_rows_of = table_rows<rows>();

}  // namespace detail

// What a Table holds of the rows that are written in its file.
template <const auto& rows>
static constexpr std::span<const TableRow> kept_rows = detail::table_rows_of<rows>;

}  // namespace exporter::read
