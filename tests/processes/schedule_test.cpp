// SPDX-License-Identifier: Apache-2.0
#include "processes/schedule.hpp"

#include <filesystem>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using processes::ScheduleTimes;

TEST_CASE("a schedstat has three numbers") {
  CHECK(*processes::parse_schedstat("1 2 3\n") == ScheduleTimes{1, 2, 3});
  CHECK_FALSE(processes::parse_schedstat("1 2\n"));
  CHECK_FALSE(processes::parse_schedstat("a b c\n"));
}

TEST_CASE("threads are summed up, and what ended ones had counted stays") {
  support::TempTree tree;
  base::Host host;
  host.procfs = tree.path("proc");
  base::Buffer buffer;
  processes::Schedule schedule;
  tree.write("proc/7/task/7/schedstat", "100 10 1\n");
  tree.write("proc/7/task/8/schedstat", "200 20 2\n");
  tree.write("proc/9/task/9/schedstat", "1000 0 5\n");  // not asked for
  CHECK(schedule.read(host, {7}, buffer) == ScheduleTimes{300, 30, 3});

  std::filesystem::remove_all(tree.path("proc/7/task/8"));
  tree.write("proc/7/task/7/schedstat", "150 10 2\n");
  CHECK(schedule.read(host, {7}, buffer) == ScheduleTimes{350, 30, 4});

  tree.write("proc/7/task/7/schedstat", "5 0 1\n");  // another thread of that number
  CHECK(schedule.read(host, {7}, buffer) == ScheduleTimes{355, 30, 5});
  CHECK(schedule.read(host, {}, buffer) == ScheduleTimes{355, 30, 5});
}

TEST_CASE("processes of which none can be seen have no times, rather than none spent") {
  support::TempTree tree;
  base::Host host;
  host.procfs = tree.path("proc");
  base::Buffer buffer;
  processes::Schedule schedule;
  CHECK_FALSE(schedule.read(host, {7}, buffer));
  tree.write("proc/7/task/7/schedstat", "100 10 1\n");
  CHECK(schedule.read(host, {7}, buffer) == ScheduleTimes{100, 10, 1});
}
