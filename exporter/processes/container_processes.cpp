// SPDX-License-Identifier: Apache-2.0
#include "processes/container_processes.hpp"

#include <fcntl.h>

#include <algorithm>
#include <iterator>

#include "processes/process.hpp"

namespace exporter::processes {

using model::Fact;
using model::Group;

ContainerProcesses::ContainerProcesses(const base::Host& host, const std::string& tree, model::Groups groups,
                                       base::DescriptorBudget budget)
    : host_(host), groups_(groups), members_(host, tree), budget_(std::move(budget)) {}

void ContainerProcesses::begin_scrape(Clock::time_point now) {
  now_ = now;
  ++scrapes_;
  one_in_ = (counted_ + looks_per_scrape - 1) / looks_per_scrape;
  one_in_ = std::max<std::uint64_t>(one_in_, 1);
  counted_ = 0;
  members_.begin_scrape();
}

std::string ContainerProcesses::read(Kept& kept, const std::string& path, const std::string& id,
                                     std::int64_t init, model::Facts& facts) {
  const bool of_network = on(Group::tcp) || on(Group::udp) || on(Group::advtcp);
  if (!on(Group::cpu_load) && !on(Group::process) && !on(Group::sched) && !of_network) return {};
  const bool was_open = static_cast<bool>(kept.members.list);
  const bool visible = members_.find(path, id, kept.members, pids_);
  if (!was_open) keep_or_close(kept, kept.members.list);
  if (!visible) return {};
  if (on(Group::cpu_load)) {
    match(kept);
    for (auto& process : kept.processes) {
      look(kept, process);
      counted_ += std::max<std::size_t>(process.states.size(), 1);
    }
    set_states(kept, facts);
  }
  if (on(Group::sched)) {
    if (const auto times = kept.schedule.read(host_, pids_, buffer_)) {
      set(facts, Fact::schedule_run, (*times)[0]);
      set(facts, Fact::schedule_wait, (*times)[1]);
      set(facts, Fact::schedule_periods, (*times)[2]);
    }
  }
  const bool known = init > 0 && std::binary_search(pids_.begin(), pids_.end(), init);
  if (!on(Group::process) && !of_network) return {};
  std::string directory = known ? host_.process(init) : std::string();
  if (!on(Group::process)) return directory;
  set(facts, Fact::processes, static_cast<std::int64_t>(pids_.size()));
  set_open_files(facts);
  const auto limits = base::read_file(AT_FDCWD, (directory + "/limits").c_str(), buffer_);
  if (known && limits)
    facts[static_cast<std::size_t>(Fact::open_files_limit)] = parse_open_files_limit(*limits);
  return directory;
}

// Takes over what is kept of the processes that are still there. Both lists are sorted.
void ContainerProcesses::match(Kept& kept) {
  const auto is = [](const Kept::Process& process, std::int64_t pid) { return process.pid == pid; };
  if (std::equal(kept.processes.begin(), kept.processes.end(), pids_.begin(), pids_.end(), is)) return;
  matched_.clear();
  auto old = kept.processes.begin();
  for (const auto pid : pids_) {
    for (; old != kept.processes.end() && old->pid < pid; ++old) drop(kept, old->stat);
    if (old != kept.processes.end() && old->pid == pid) {
      matched_.push_back(std::move(*old++));
    } else {
      matched_.emplace_back().pid = pid;
    }
  }
  for (; old != kept.processes.end(); ++old) drop(kept, old->stat);
  // Not swapped: every container would come to have the room that the largest needs.
  kept.processes.assign(std::make_move_iterator(matched_.begin()), std::make_move_iterator(matched_.end()));
}

void ContainerProcesses::look(Kept& kept, Kept::Process& process) {
  const auto turn = static_cast<std::uint64_t>(process.pid) + scrapes_;
  if (!process.states.empty() && turn % one_in_ != 0) return;
  const bool was_open = static_cast<bool>(process.stat);
  if (!was_open) {
    auto opened = base::open_file(AT_FDCWD, host_.process_file(process.pid, "stat", path_));
    if (opened) process.stat = std::move(*opened);
  }
  process.states.clear();
  if (!process.stat) return;
  const auto text = base::read_all(process.stat.get(), buffer_);
  const auto state = text ? parse_state(*text) : base::Result<char>(text.error());
  const bool has_more = state && parse_threads(*text) > 1;
  const bool failed = !text;
  if (state) process.states.assign(1, *state);
  if (has_more) look_at_other_threads(process);  // reuses the buffer: `text` is gone
  if (!was_open) {
    keep_or_close(kept, process.stat);
  } else if (failed) {
    drop(kept, process.stat);  // it ended; whoever has its number now is looked at the next time
  }
}

// A service's work is mostly in threads beside the first.
void ContainerProcesses::look_at_other_threads(Kept::Process& process) {
  const std::string tasks = host_.process(process.pid) + "/task";
  const auto entries = base::list_directory(AT_FDCWD, tasks.c_str());
  if (!entries) return;
  const std::string first = std::to_string(process.pid);
  for (const auto& entry : *entries) {
    if (entry.name == first) continue;
    if (process.states.size() >= looks_per_scrape) return;
    const auto text = base::read_file(AT_FDCWD, (tasks + "/" + entry.name + "/stat").c_str(), buffer_);
    const auto state = text ? parse_state(*text) : base::Result<char>(text.error());
    if (state) process.states += *state;
  }
}

void ContainerProcesses::keep_or_close(Kept& kept, base::Fd& fd) {
  if (!fd) return;
  if (!budget_.take()) return fd.reset();
  ++kept.descriptors;
}

void ContainerProcesses::drop(Kept& kept, base::Fd& fd) {
  if (!fd) return;
  fd.reset();
  budget_.give_back();
  --kept.descriptors;
}

void ContainerProcesses::close(Kept& kept) {
  budget_.give_back(kept.descriptors);
  members_.forget(kept.members);
  kept = Kept{};
}

// Zombies wait for their parent only and are in no state of cAdvisor's.
void ContainerProcesses::set_states(Kept& kept, model::Facts& facts) const {
  const auto count = [&](std::string_view wanted) {
    std::int64_t found = 0;
    for (const auto& process : kept.processes) {
      for (const char state : process.states) found += wanted.find(state) != std::string_view::npos ? 1 : 0;
    }
    return found;
  };
  // Listed but not to be seen: the procfs is mounted with hidepid, or is not the host's.
  const auto seen = [](const Kept::Process& process) { return !process.states.empty(); };
  if (!kept.processes.empty() && std::none_of(kept.processes.begin(), kept.processes.end(), seen)) return;
  const auto running = count("R");
  const auto waiting = count("D");
  set(facts, Fact::tasks_sleeping, count("SI"));
  set(facts, Fact::tasks_running, running);
  set(facts, Fact::tasks_stopped, count("Tt"));
  set(facts, Fact::tasks_uninterruptible, waiting);
  kept.running.add(now_, running);
  kept.waiting.add(now_, waiting);
  set(facts, Fact::load, kept.running.thousandths());
  set(facts, Fact::load_waiting, kept.waiting.thousandths());
}

// Of all of the container's processes or of none.
void ContainerProcesses::set_open_files(model::Facts& facts) const {
  OpenFiles sum;
  bool any = pids_.empty();
  for (const auto pid : pids_) {
    const auto files = count_open_files(host_.process(pid));
    if (!files && files.error() != base::Errc::absent && files.error() != base::Errc::vanished) return;
    if (!files) continue;
    any = true;
    sum.all += files->all;
    sum.sockets += files->sockets;
  }
  if (!any) return;
  set(facts, Fact::file_descriptors, sum.all);
  set(facts, Fact::sockets, sum.sockets);
}

}  // namespace exporter::processes
