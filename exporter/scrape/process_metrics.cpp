// SPDX-License-Identifier: Apache-2.0
#include "scrape/process_metrics.hpp"

#include <fcntl.h>
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

std::int64_t descriptor_limit() {
  rlimit limit{};
  return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? static_cast<std::int64_t>(limit.rlim_cur) : 0;
}

}  // namespace

OwnProcess::OwnProcess() : start_time_(start_time()) {
  auto statm = base::open_file(AT_FDCWD, base::own_process("statm").c_str());
  if (statm) statm_ = std::move(*statm);
  // O_PATH: when privileges are dropped the directory is not ours to list, but its size is still told.
  descriptors_ = base::Fd(::open(base::own_process("fd").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

// Since Linux 6.2 the size of /proc/self/fd is their number. Listing it costs about a microsecond each, and
// there is one for every file of every container.
std::int64_t OwnProcess::open_descriptors() const {
  struct stat status {};
  if (::fstat(descriptors_.get(), &status) == 0 && status.st_size > 0) return status.st_size;
  const auto count = base::count_entries(base::own_process("fd").c_str());
  return count ? static_cast<std::int64_t>(*count) - 1 : 0;  // less the one of the listing itself
}

ProcessUse OwnProcess::use() {
  ProcessUse use;
  use.start_time_seconds = start_time_;
  rusage usage{};
  if (::getrusage(RUSAGE_SELF, &usage) == 0)
    use.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  if (descriptor_limit_ == 0) descriptor_limit_ = descriptor_limit();
  use.descriptor_limit = descriptor_limit_;
  use.open_descriptors = open_descriptors();
  if (const auto statm = base::read_all(statm_.get(), buffer_)) {
    std::string_view words = *statm;
    const auto page = ::sysconf(_SC_PAGESIZE);
    if (const auto total = base::parse_number(base::take_word(words))) use.virtual_bytes = *total * page;
    if (const auto resident = base::parse_number(base::take_word(words)))
      use.resident_bytes = *resident * page;
  }
  return use;
}

}  // namespace exporter::scrape
