// SPDX-License-Identifier: Apache-2.0
#include "read/formats.hpp"

#include "support/catch.hpp"

using namespace exporter::read;
using exporter::base::Errc;

namespace {

bool is(const Raw& raw, std::int64_t number) { return raw.outcome == Errc::none && raw.number == number; }

const Raw& cell(const DeviceCells& cells, std::size_t record, std::size_t slot) {
  return cells.cells.at(record * cells.columns + slot);
}

}  // namespace

TEST_CASE("a single number, with or without its line feed") {
  CHECK(is(parse_single("123\n"), 123));
  CHECK(is(parse_single("123"), 123));
  CHECK(parse_single("max\n").outcome == Errc::unlimited);
  CHECK(parse_single("").outcome == Errc::malformed);
  CHECK(parse_single("1 2\n").outcome == Errc::malformed);
}

TEST_CASE("words of a line") {
  CHECK(is(parse_word("25000 100000\n", 0), 25000));
  CHECK(is(parse_word("25000 100000\n", 1), 100000));
  CHECK(parse_word("max 100000\n", 0).outcome == Errc::unlimited);
  CHECK(parse_word("25000\n", 1).outcome == Errc::malformed);
}

TEST_CASE("CPU lists count CPUs") {
  CHECK(is(parse_cpu_list("0\n"), 1));
  CHECK(is(parse_cpu_list("0-3,6,8-9\n"), 7));
  for (const auto* text : {"", "\n", "3-0", "0-", "a", "0,,1"}) {
    INFO(text);
    CHECK(parse_cpu_list(text).outcome == Errc::malformed);
  }
}

TEST_CASE("flat files give the keys asked for") {
  FlatKeys keys{{{"file", 0}, {"anon", 1}, {"nothing", 2}}, {}};
  std::vector<Raw> slots(3);
  CHECK(parse_flat("anon 1\nfile 2\nfile_mapped 3\n", keys, slots) == Errc::none);
  CHECK(is(slots[0], 2));
  CHECK(is(slots[1], 1));
  CHECK(slots[2].outcome == Errc::absent);
}

TEST_CASE("flat files whose order changes are still read right") {
  FlatKeys keys{{{"a", 0}, {"b", 1}}, {}};
  std::vector<Raw> slots(2);
  REQUIRE(parse_flat("a 1\nb 2\n", keys, slots) == Errc::none);
  for (const auto* text : {"b 4\na 3\n", "x 0\na 3\ny 0\nb 4\n", "a 3\nb 4"}) {
    INFO(text);
    slots.assign(2, Raw{});
    REQUIRE(parse_flat(text, keys, slots) == Errc::none);
    CHECK(is(slots[0], 3));
    CHECK(is(slots[1], 4));
  }
  slots.assign(2, Raw{});
  REQUIRE(parse_flat("b 5\n", keys, slots) == Errc::none);
  CHECK(slots[0].outcome == Errc::absent);
  CHECK(is(slots[1], 5));
}

TEST_CASE("meminfo is a flat file with colons and units") {
  FlatKeys keys{{{"MemTotal", 0}}, {}};
  std::vector<Raw> slots(1);
  CHECK(parse_flat("MemTotal:       16384 kB\nMemFree: 1 kB\n", keys, slots) == Errc::none);
  CHECK(is(slots[0], 16384));
}

TEST_CASE("a bad number in a flat file spoils its own key only") {
  FlatKeys keys{{{"a", 0}, {"b", 1}}, {}};
  std::vector<Raw> slots(2);
  CHECK(parse_flat("a x\nb 2\njunk\n\n", keys, slots) == Errc::malformed);
  CHECK(slots[0].outcome == Errc::malformed);
  CHECK(is(slots[1], 2));
}

TEST_CASE("io.stat, with a device that has nothing after it") {
  const std::vector<Wanted> wanted{{"rbytes", 0}, {"wios", 1}};
  DeviceCells out;
  out.columns = 2;
  CHECK(parse_devices("7:7 \n254:0 rbytes=5 wbytes=6 rios=7 wios=8 dbytes=0 dios=0\n", wanted, out) ==
        Errc::none);
  REQUIRE(out.devices == std::vector<Device>{{254, 0}});
  CHECK(is(cell(out, 0, 0), 5));
  CHECK(is(cell(out, 0, 1), 8));
}

TEST_CASE("a truncated io.stat gives what it holds and says so") {
  const std::vector<Wanted> wanted{{"rbytes", 0}, {"wbytes", 1}};
  DeviceCells out;
  out.columns = 2;
  CHECK(parse_devices("254:0 rbytes=5 wbytes=6\n254:1 rbytes=7 wby", wanted, out) == Errc::none);
  CHECK(is(cell(out, 1, 0), 7));
  CHECK(cell(out, 1, 1).outcome == Errc::absent);
  out.clear();
  CHECK(parse_devices("254:0 rbytes=5 wbytes=\n25", wanted, out) == Errc::malformed);
  CHECK(is(cell(out, 0, 0), 5));
  CHECK(cell(out, 0, 1).outcome == Errc::malformed);
}

TEST_CASE("v1 blkio files, with their total") {
  const std::vector<Wanted> wanted{{"Read", 0}, {"Total", 1}};
  DeviceCells out;
  out.columns = 2;
  const auto* text = "8:0 Read 1\n8:0 Write 2\n8:0 Total 3\n8:16 Read 4\n8:16 Total 5\nTotal 8\n";
  CHECK(parse_operations(text, wanted, out) == Errc::none);
  REQUIRE(out.devices == std::vector<Device>{{8, 0}, {8, 16}});
  CHECK(is(cell(out, 0, 0), 1));
  CHECK(is(cell(out, 0, 1), 3));
  CHECK(is(cell(out, 1, 1), 5));
}

TEST_CASE("pressure totals, whatever else is on the line") {
  const std::vector<Wanted> wanted{{"some", 0}, {"full", 1}};
  std::vector<Raw> slots(2);
  CHECK(
      parse_pressure("some avg10=0.20 avg60=0.35 avg300=0.31 total=3105919\nfull avg10=0.00 total=7 new=1\n",
                     wanted, slots) == Errc::none);
  CHECK(is(slots[0], 3105919));
  CHECK(is(slots[1], 7));
  slots.assign(2, Raw{});
  CHECK(parse_pressure("some avg10=0.20 avg60=0.35\n", wanted, slots) == Errc::malformed);
  CHECK(slots[0].outcome == Errc::malformed);
  CHECK(slots[1].outcome == Errc::absent);
}

TEST_CASE("binary junk is malformed in every format") {
  const std::string_view junk("\x00\xff\x01 \n\x7f:\x00=\n", 10);
  std::vector<Raw> slots(1);
  FlatKeys keys{{{"a", 0}}, {}};
  DeviceCells out;
  out.columns = 1;
  CHECK(parse_single(junk).outcome == Errc::malformed);
  CHECK(parse_word(junk, 0).outcome == Errc::malformed);
  CHECK(parse_flat(junk, keys, slots) == Errc::none);
  CHECK(slots[0].outcome == Errc::absent);
  CHECK(parse_devices(junk, {{"rbytes", 0}}, out) == Errc::malformed);
  CHECK(parse_operations(junk, {{"Read", 0}}, out) == Errc::malformed);
  CHECK(out.devices.empty());
}

TEST_CASE("disk statistics by the number of the field; idle devices are passed over") {
  DeviceCells cells;
  cells.columns = 2;
  const std::vector<Wanted> wanted{{"3", 0}, {"10", 1}};
  CHECK(parse_disk_stats("   8       0 sda 5 6 7 8 9 10 11 12 13 14 15 16 17\n"
                         "   7       0 loop0 0 0 0 0 0 0 0 0 0 0 0\n",
                         wanted, cells) == Errc::none);
  REQUIRE(cells.devices == std::vector<Device>{{8, 0}});
  CHECK(is(cell(cells, 0, 0), 7));
  CHECK(is(cell(cells, 0, 1), 14));
  CHECK(parse_disk_stats("8 sda 1\n", wanted, cells) == Errc::malformed);
  CHECK(parse_disk_stats("8 16 sdb 1 2\n", wanted, cells) == Errc::malformed);
}

TEST_CASE("one number for each CPU") {
  DeviceCells cells;
  cells.columns = 1;
  CHECK(parse_cpus("5 0 7 \n", {{"", 0}}, cells) == Errc::none);
  REQUIRE(cells.devices.size() == 3);
  CHECK(is(cell(cells, 2, 0), 7));
  CHECK(parse_cpus("5 x\n", {{"", 0}}, cells) == Errc::malformed);
}

TEST_CASE("numbers by NUMA node") {
  DeviceCells cells;
  cells.columns = 2;
  const std::vector<Wanted> wanted{{"file", 0}, {"hierarchical_file", 1}};
  CHECK(parse_nodes("total=9 N0=9 N1=0\nfile=3 N0=1 N1=2\nhierarchical_file=7 N0=3 N1=4\n", wanted, cells) ==
        Errc::none);
  REQUIRE(cells.devices.size() == 2);
  CHECK(is(cell(cells, 1, 0), 2));
  CHECK(is(cell(cells, 1, 1), 4));
  CHECK(parse_nodes("file=3 X0=1\n", wanted, cells) == Errc::malformed);
}

TEST_CASE("TCP sockets are counted by state") {
  const std::vector<Wanted> wanted{{"0A", 0}, {"01", 1}};
  std::vector<Raw> slots(2);
  const std::string line =
      "   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 1\n";
  CHECK(parse_tcp_sockets("  sl  local_address rem_address   st ...\n" + line + line, wanted, slots) ==
        Errc::none);
  CHECK(is(slots[0], 2));
  CHECK(is(slots[1], 0));
  CHECK(parse_tcp_sockets("heading\nnonsense\n", wanted, slots) == Errc::malformed);
}

TEST_CASE("UDP sockets, and what they dropped and queue") {
  const std::vector<Wanted> wanted{{"listen", 0}, {"dropped", 1}, {"rxqueued", 2}, {"txqueued", 3}};
  std::vector<Raw> slots(4);
  CHECK(parse_udp_sockets(
            "heading\n"
            " 1: 00000000:0035 00000000:0000 07 00000010:0000000A 00:00000000 00000000 0 0 5 2 a1 3\n"
            " 2: 00000000:0036 00000000:0000 07 00000000:00000001 00:00000000 00000000 0 0 6 2 a1 4\n",
            wanted, slots) == Errc::none);
  CHECK(is(slots[0], 2));
  CHECK(is(slots[1], 7));
  CHECK(is(slots[2], 11));
  CHECK(is(slots[3], 16));
  CHECK(parse_udp_sockets("heading\n 1: a b 07 x\n", wanted, slots) == Errc::malformed);
}

TEST_CASE("a line of names and one of numbers") {
  const std::vector<Wanted> wanted{
      {"Tcp:InErrs", 0}, {"Udp:InErrs", 1}, {"Tcp:MaxConn", 2}, {"Tcp:Never", 3}};
  std::vector<Raw> slots(4);
  CHECK(parse_paired("Tcp: MaxConn InErrs\nTcp: -1 7\nUdp: InErrs\nUdp: 9\n", wanted, slots) == Errc::none);
  CHECK(is(slots[0], 7));
  CHECK(is(slots[1], 9));
  CHECK(slots[2].outcome == Errc::unlimited);
  CHECK(slots[3].outcome == Errc::absent);
  CHECK(parse_paired("Tcp: A\nUdp: 1\n", wanted, slots) == Errc::malformed);
}
