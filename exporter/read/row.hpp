// SPDX-License-Identifier: Apache-2.0
// A metric is one row: what the page says of it, where v2 keeps it, where v1 keeps it. Nothing else names it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "model/facts.hpp"
#include "model/interface.hpp"
#include "model/metric.hpp"

namespace exporter::read {

// The directory a file lives in. On v2 all cgroup places are one directory, on v1 each controller has its
// own.
// `unified` is the v2 tree even where controllers are v1's: hybrid hosts have pressure files there.
enum class Place : std::uint8_t {
  none,
  cpu,
  cpuacct,
  memory,
  blkio,
  cpuset,
  pids,
  hugetlb,
  unified,
  procfs,
  sysfs,
  network,   // no file: an interface's counter
  fact,      // no file: model::Fact
  process,   // <procfs>/<pid> of the container's first process
  supplied,  // no file: model::Supply; `file` says in words where it comes from
};
inline constexpr std::size_t cgroup_places = 9;  // none..unified

enum class Format : std::uint8_t {
  number,       // "123\n" or "max\n"
  words,        // "max 100000\n": key is the index of the word
  flat,         // "key 123\n" lines; a colon after the key is passed over (meminfo)
  devices,      // v2 io.stat: "254:0 rbytes=1 wbytes=2": key is the word before '='
  operations,   // v1 blkio: "254:0 Read 1" lines: key is the operation
  cpu_list,     // "0-3,6\n": how many CPUs that is
  pressure,     // "some avg10=0.00 ... total=123": key is "some" or "full", the number is the total
  disk_stats,   // "254 0 vda 1 2 3 ...": key is the number of the field after the name, from 1
  cpus,         // "123 456\n", one number for each CPU
  nodes,        // "file=3 N0=1 N1=2": key is the word before the first '='
  tcp_sockets,  // net/tcp: key is a state, two hex digits; the number is how many sockets are in it
  udp_sockets,  // net/udp: key is listen (sockets), dropped, rxqueued or txqueued
  paired,       // net/snmp: "Tcp: A B\nTcp: 1 2": key is "Tcp:A"
};

// Text written in a table. Half as large as a string_view, and every row has thirty terms with two of them.
class Literal {
 public:
  constexpr Literal() = default;
  constexpr Literal(const char* text) : text_(text) {}  // NOLINT(google-explicit-constructor)
  constexpr operator std::string_view() const { return {text_, length()}; }
  constexpr bool empty() const { return *text_ == '\0'; }
  constexpr char front() const { return *text_; }

 private:
  constexpr std::size_t length() const { return std::char_traits<char>::length(text_); }
  const char* text_ = "";  // never null: with UBSan GCC cannot compare an address with it at compile time
};

// One number in one file.
struct Term {
  constexpr Term() = default;
  constexpr Term(Place where, Format how, Literal path, Literal name = {}, std::uint8_t which = 0)
      : file(path), key(name), place(where), format(how), index(which) {}

  Literal file;  // relative to the place
  Literal key;
  Place place = Place::none;
  Format format = Format::number;
  std::uint8_t index = 0;  // network: InterfaceCounter; fact: Fact; supplied: of the record's values
  bool innermost = false;  // where the runtime sets limits: podman's inner "container" directory
};

enum class Convert : std::uint8_t { none, weight_to_shares };

// How a row's number is had: first + plus - less, never below 0. The first source of a row whose file exists
// is the one. A term whose number is missing makes the whole missing.
struct Source {
  Term first;
  Term plus = {};
  Term less = {};
  std::int64_t multiply = 1;  // from the file's unit to 10^-decimals of the metric's
  Convert convert = Convert::none;
  bool root_only = false;  // of the root cgroup alone, which lacks many files; empty: the root has no value
};
using Sources = std::span<const Source>;

enum class Unlimited : std::uint8_t { omitted, zero };  // zero where cAdvisor's contract is a number

struct Row {
  model::Metric metric;
  std::array<Source, 2> v2 = {};
  std::array<Source, 5> v1 = {};
  Unlimited unlimited = Unlimited::omitted;
  std::string_view only_with = {};  // another metric: without a value of that, no value of this
  bool unless_per_cpu =
      false;  // the family's series of each CPU, where there are any, take the place of this
};

// What the program keeps of a row: its sources without the empty ones at the end, which are most of a Row.
struct TableRow {
  model::Metric metric;
  Sources v2;
  Sources v1;
  Unlimited unlimited = Unlimited::omitted;
  std::string_view only_with;
  bool unless_per_cpu = false;
};

struct Table {
  std::string_view controller;
  std::span<const TableRow> rows;
};

constexpr Place first_place(Sources sources) {
  return sources.empty() ? Place::none : sources.front().first.place;
}

// --- the vocabulary tables are written in ---

constexpr Term number(Place place, Literal file) { return {place, Format::number, file}; }
constexpr Term word(Place place, Literal file, Literal index) { return {place, Format::words, file, index}; }
constexpr Term flat(Place place, Literal file, Literal key) { return {place, Format::flat, file, key}; }
constexpr Term devices(Literal key) { return {Place::blkio, Format::devices, "io.stat", key}; }
constexpr Term operations(Literal file, Literal operation) {
  return {Place::blkio, Format::operations, file, operation};
}
constexpr Term pressure(Literal file, Literal key) { return {Place::unified, Format::pressure, file, key}; }
constexpr Term disk_stats(Literal field) { return {Place::procfs, Format::disk_stats, "diskstats", field}; }
constexpr Term supplied(Literal from, std::uint8_t index) {
  return {Place::supplied, Format::number, from, {}, index};
}
constexpr Term counter_of(model::InterfaceCounter counter) {
  return {Place::network, Format::number, {}, {}, static_cast<std::uint8_t>(counter)};
}
constexpr Term fact(model::Fact fact) {
  return {Place::fact, Format::number, {}, {}, static_cast<std::uint8_t>(fact)};
}
constexpr Term limit(Term term) {
  term.innermost = true;
  return term;
}

constexpr Source just(Term term, std::int64_t multiply = 1) { return {.first = term, .multiply = multiply}; }
constexpr Source sum(Term first, Term plus, Term less = {}) {
  return {.first = first, .plus = plus, .less = less};
}
constexpr Source difference(Term first, Term less, std::int64_t multiply = 1) {
  return {.first = first, .less = less, .multiply = multiply};
}
constexpr Source converted(Term term, Convert convert) { return {.first = term, .convert = convert}; }
constexpr Source at_root(Source source) {
  source.root_only = true;
  return source;
}

}  // namespace exporter::read
