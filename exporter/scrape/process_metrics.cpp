// SPDX-License-Identifier: Apache-2.0
#include "scrape/process_metrics.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>

#include "base/file.hpp"
#include "base/host.hpp"
#include "base/scan.hpp"

namespace exporter::scrape {

namespace {

constexpr double microseconds = 1e6;

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / microseconds;
}

// Field 22 of stat, ticks after boot; the fields are counted from the last ')', as the command may hold
// spaces.
double start_time() {
  const auto stat = base::read_text(base::own_process("stat"));
  if (!stat) return 0;
  std::string_view rest = *stat;
  const auto end_of_command = rest.rfind(')');
  if (end_of_command == std::string_view::npos) return 0;
  rest.remove_prefix(end_of_command + 1);
  constexpr int fields_between = 19;  // 3 (state) to 21
  for (int i = 0; i < fields_between; ++i) base::take_word(rest);
  const auto ticks = base::parse_number(base::take_word(rest));
  timespec since_boot{};
  if (!ticks || ::clock_gettime(CLOCK_BOOTTIME, &since_boot) != 0) return 0;
  const auto now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  const double uptime =
      static_cast<double>(since_boot.tv_sec) + static_cast<double>(since_boot.tv_nsec) / 1e9;
  return now - uptime + static_cast<double>(*ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

// Since Linux 6.2 the size of /proc/self/fd is their number. Listing it costs about a microsecond each, and
// there is one for every file of every container.
std::int64_t open_descriptors() {
  const std::string directory = base::own_process("fd");
  struct stat status {};
  if (::stat(directory.c_str(), &status) == 0 && status.st_size > 0) return status.st_size;
  const auto count = base::count_entries(directory.c_str());
  return count ? static_cast<std::int64_t>(*count) - 1 : 0;  // less the one of the listing itself
}

}  // namespace

ProcessUse process_use() {
  // The same value at every scrape, whatever the clocks do meanwhile.
  static const double started = start_time();
  ProcessUse use;
  use.start_time_seconds = started;
  rusage usage{};
  if (::getrusage(RUSAGE_SELF, &usage) == 0)
    use.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
    use.descriptor_limit = static_cast<std::int64_t>(limit.rlim_cur);
  use.open_descriptors = open_descriptors();
  if (const auto statm = base::read_text(base::own_process("statm"))) {
    std::string_view words = *statm;
    const auto page = ::sysconf(_SC_PAGESIZE);
    if (const auto total = base::parse_number(base::take_word(words))) use.virtual_bytes = *total * page;
    if (const auto resident = base::parse_number(base::take_word(words)))
      use.resident_bytes = *resident * page;
  }
  return use;
}

}  // namespace exporter::scrape
