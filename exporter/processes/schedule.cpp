// SPDX-License-Identifier: Apache-2.0
#include "processes/schedule.hpp"

#include <fcntl.h>

#include "base/scan.hpp"

namespace exporter::processes {

namespace {

void add_to(ScheduleTimes& sum, const ScheduleTimes& times) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += times[i];
}

}  // namespace

base::Result<ScheduleTimes> parse_schedstat(std::string_view text) {
  ScheduleTimes times{};
  text = base::trim(text);
  for (auto& time : times) {
    const auto number = base::parse_number(base::take_word(text));
    if (!number) return base::Errc::malformed;
    time = *number;
  }
  return times;
}

void Schedule::add(std::int64_t thread, const ScheduleTimes& times) {
  Thread& known = threads_[thread];
  // Less than before: the number is another thread's now.
  if (times[0] < known.times[0] || times[2] < known.times[2]) add_to(ended_, known.times);
  known = {times, reads_};
}

std::optional<ScheduleTimes> Schedule::read(const base::Host& host, const std::vector<std::int64_t>& pids,
                                            base::Buffer& buffer) {
  ++reads_;
  bool any = pids.empty();
  for (const auto pid : pids) {
    const std::string tasks = host.process(pid) + "/task";
    const auto entries = base::list_directory(AT_FDCWD, tasks.c_str());
    if (!entries) continue;
    for (const auto& entry : *entries) {
      const auto number = base::parse_number(entry.name);
      const auto text = base::read_file(AT_FDCWD, (tasks + "/" + entry.name + "/schedstat").c_str(), buffer);
      if (!number || !text) continue;
      const auto times = parse_schedstat(*text);
      if (!times) continue;
      add(*number, *times);
      any = true;
    }
  }
  ScheduleTimes sum{};
  for (auto each = threads_.begin(); each != threads_.end();) {
    const bool ended = each->second.seen != reads_;
    add_to(ended ? ended_ : sum, each->second.times);
    each = ended ? threads_.erase(each) : std::next(each);
  }
  add_to(sum, ended_);
  if (!any) return std::nullopt;
  return sum;
}

}  // namespace exporter::processes
