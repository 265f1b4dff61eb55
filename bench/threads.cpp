// SPDX-License-Identifier: Apache-2.0
// What reading by two threads would save and cost: rounds of pread over kept descriptors, by one thread, and
// by two that each read half. Paths on standard input, one a line. Prints wall and CPU time of a round in
// microseconds.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <barrier>
#include <chrono>
#include <ctime>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr int rounds = 300;
constexpr auto pause = std::chrono::milliseconds(5);  // as between scrapes: caches and clock are not ours

double microseconds(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

void read_some(const std::vector<int>& files, std::size_t first, std::size_t step) {
  thread_local std::array<char, 1U << 16U> buffer;
  for (std::size_t i = first; i < files.size(); i += step) {
    (void)!::pread(files[i], buffer.data(), buffer.size(), 0);
  }
}

void measure(const std::vector<int>& files, std::size_t threads) {
  std::barrier<> begin(static_cast<std::ptrdiff_t>(threads));
  std::barrier<> end(static_cast<std::ptrdiff_t>(threads));
  std::vector<std::thread> helpers;
  for (std::size_t helper = 1; helper < threads; ++helper) {
    helpers.emplace_back([&, helper] {
      for (int round = 0; round < rounds; ++round) {
        begin.arrive_and_wait();
        read_some(files, helper, threads);
        end.arrive_and_wait();
      }
    });
  }
  double wall = 0;
  double cpu = 0;
  for (int round = 0; round < rounds; ++round) {
    std::this_thread::sleep_for(pause);
    const double wall_begun = microseconds(CLOCK_MONOTONIC);
    const double cpu_begun = microseconds(CLOCK_PROCESS_CPUTIME_ID);
    begin.arrive_and_wait();
    read_some(files, 0, threads);
    end.arrive_and_wait();
    wall += microseconds(CLOCK_MONOTONIC) - wall_begun;
    cpu += microseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_begun;
  }
  for (auto& helper : helpers) helper.join();
  std::cout << threads << " threads: wall " << wall / rounds << " us, CPU " << cpu / rounds << " us\n";
}

}  // namespace

int main() {
  std::vector<int> files;
  for (std::string path; std::getline(std::cin, path);) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file >= 0) files.push_back(file);
  }
  std::cout << files.size() << " files\n";
  for (const std::size_t threads : {1UL, 2UL, 1UL, 2UL}) measure(files, threads);
}
