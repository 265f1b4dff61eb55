// SPDX-License-Identifier: Apache-2.0
#include "processes/container_processes.hpp"

#include <unistd.h>

#include <filesystem>
#include <optional>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter;
using model::Fact;
using model::Group;
using processes::ContainerProcesses;

namespace {

const std::string id(64, 'a');
const ContainerProcesses::Clock::time_point start{std::chrono::hours(1)};

struct Host {
  Host() { host.procfs = tree.path("proc"); }
  void process(int pid, const std::string& state) {
    tree.write("proc/" + std::to_string(pid) + "/stat", std::to_string(pid) + " (sh) " + state + " 1 2 3\n");
  }
  void list(const std::string& text) { tree.write("cgroup/docker/" + id + "/cgroup.procs", text); }
  std::optional<std::int64_t> value(Fact fact) const {
    const auto& found = facts[static_cast<std::size_t>(fact)];
    return found.present ? std::optional(found.number) : std::nullopt;
  }
  std::string read(ContainerProcesses& processes, std::int64_t init = 0) {
    facts = {};
    processes.begin_scrape(now);
    now += std::chrono::hours(1);
    return processes.read(kept, "/docker/" + id, id, init, facts);
  }

  support::TempTree tree;
  base::Host host;
  ContainerProcesses::Kept kept;
  model::Facts facts;
  ContainerProcesses::Clock::time_point now = start;
};

}  // namespace

TEST_CASE("states are counted, and the load follows") {
  Host host;
  host.list("1\n2\n3\n4\n5\n6\n");
  for (const auto& [pid, state] : {std::pair{1, "S"}, {2, "R"}, {3, "D"}, {4, "T"}, {5, "Z"}, {6, "I"}})
    host.process(pid, state);
  const std::size_t budget = GENERATE(std::size_t{0}, std::size_t{3}, std::size_t{100});
  ContainerProcesses processes(host.host, host.tree.path("cgroup"), {Group::cpu_load}, budget);
  host.read(processes);
  CHECK(host.value(Fact::tasks_sleeping) == 2);
  CHECK(host.value(Fact::tasks_running) == 1);
  CHECK(host.value(Fact::tasks_stopped) == 1);
  CHECK(host.value(Fact::tasks_uninterruptible) == 1);
  CHECK(host.value(Fact::load) == 1000);
  CHECK(host.value(Fact::processes) == std::nullopt);

  host.list("2\n7\n");  // others end, one comes
  host.process(7, "R");
  host.read(processes);
  CHECK(host.value(Fact::tasks_sleeping) == 0);
  CHECK(host.value(Fact::tasks_running) == 2);
  CHECK(host.value(Fact::load) == 2000);
  CHECK(host.kept.descriptors <= budget);
  processes.close(host.kept);
  CHECK(host.kept.descriptors == 0);
}

TEST_CASE("every thread of a process counts, and threads that end no longer do") {
  Host host;
  const std::string fields = " 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 ";
  host.list("7\n");
  host.tree.write("proc/7/stat", "7 (java) S" + fields + "3 0 5\n");
  for (const char* thread : {"7", "8", "9"}) {
    const std::string state = std::string(thread) == "7" ? "S" : "R";
    host.tree.write(std::string("proc/7/task/") + thread + "/stat",
                    std::string(thread) + " (gc) " + state + fields);
  }
  const std::size_t budget = GENERATE(std::size_t{0}, std::size_t{9});
  ContainerProcesses processes(host.host, host.tree.path("cgroup"), {Group::cpu_load}, budget);
  host.read(processes);
  CHECK(host.value(Fact::tasks_sleeping) == 1);
  CHECK(host.value(Fact::tasks_running) == 2);
  CHECK(host.value(Fact::load) == 2000);
  host.tree.write("proc/7/stat", "7 (java) S" + fields + "1 0 5\n");
  host.read(processes);
  CHECK(host.value(Fact::tasks_running) == 0);
}

TEST_CASE("what cannot be seen is missing, not zero") {
  Host host;
  host.list("0\n0\n");
  ContainerProcesses processes(host.host, host.tree.path("cgroup"),
                               {Group::cpu_load, Group::process, Group::sched}, 9);
  CHECK(host.read(processes, 5).empty());
  CHECK(host.value(Fact::tasks_sleeping) == std::nullopt);
  CHECK(host.value(Fact::processes) == std::nullopt);
  CHECK(host.value(Fact::schedule_run) == std::nullopt);
}

TEST_CASE("processes that are listed and hidden have no state") {
  Host host;
  host.list("5\n");
  ContainerProcesses processes(host.host, host.tree.path("cgroup"),
                               {Group::cpu_load, Group::process, Group::sched}, 9);
  host.read(processes, 5);
  CHECK(host.value(Fact::tasks_sleeping) == std::nullopt);
  CHECK(host.value(Fact::file_descriptors) == std::nullopt);
  CHECK(host.value(Fact::sockets) == std::nullopt);
  CHECK(host.value(Fact::schedule_run) == std::nullopt);
  CHECK(host.value(Fact::load) == std::nullopt);
}

TEST_CASE("numbers of our own pid namespace are not looked up in another's procfs") {
  Host host;
  host.list("1\n");      // our own container's init, as cgroup.procs numbers it for us
  host.process(1, "R");  // the host's
  host.process(42, "S");
  host.tree.write("proc/1/cgroup", "0::/init.scope\n").write("proc/42/cgroup", "0::/docker/" + id + "\n");
  std::filesystem::create_symlink(std::to_string(::getpid() + 1), host.tree.path("proc/self"));
  ContainerProcesses processes(host.host, host.tree.path("cgroup"), {Group::cpu_load}, 9);
  host.read(processes);
  CHECK(host.value(Fact::tasks_running) == 0);
  CHECK(host.value(Fact::tasks_sleeping) == 1);
}

TEST_CASE("the first process is trusted only if it is one of the container's") {
  Host host;
  host.list("5\n6\n");
  host.tree.write("proc/5/limits", "Max open files  1024  4096  files\n");
  ContainerProcesses processes(host.host, host.tree.path("cgroup"), {Group::process}, 9);
  CHECK(host.read(processes, 5) == host.tree.path("proc/5"));
  CHECK(host.value(Fact::open_files_limit) == 1024);
  CHECK(host.value(Fact::processes) == 2);
  CHECK(host.read(processes, 7).empty());
  CHECK(host.value(Fact::open_files_limit) == std::nullopt);
}

TEST_CASE("groups that are off cost nothing") {
  Host host;  // no list: opening it would fail
  ContainerProcesses processes(host.host, host.tree.path("cgroup"), {Group::memory}, 9);
  host.list("5\n");
  CHECK(host.read(processes, 5).empty());
  CHECK_FALSE(host.kept.members.list);
}

TEST_CASE("of very many processes some are looked at in each scrape, and the others keep their state") {
  Host host;
  std::string list;
  constexpr int many = 2500;
  for (int pid = 1; pid <= many; ++pid) {
    host.process(pid, "S");
    list += std::to_string(pid) + "\n";
  }
  host.list(list);
  ContainerProcesses processes(host.host, host.tree.path("cgroup"), {Group::cpu_load}, 0);
  host.read(processes);
  CHECK(host.value(Fact::tasks_sleeping) == many);
  for (int pid = 1; pid <= many; ++pid) host.process(pid, "R");
  host.read(processes);
  const auto running = host.value(Fact::tasks_running);
  CHECK(running > 0);
  CHECK(running <= static_cast<std::int64_t>(processes::looks_per_scrape));
  CHECK(*running + *host.value(Fact::tasks_sleeping) == many);
  host.read(processes);
  host.read(processes);
  CHECK(host.value(Fact::tasks_running) == many);
}
