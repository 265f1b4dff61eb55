// SPDX-License-Identifier: Apache-2.0
// What the kernel charges for reading the files: a bare loop of pread over kept descriptors. Paths on
// standard input, one a line; rounds as the argument. Prints the CPU time of one round, user and system, in
// microseconds.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace {

double microseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
}

}  // namespace

int main(int count, char** values) {
  const int rounds = count > 1 ? std::atoi(values[1]) : 100;
  std::vector<int> files;
  for (std::string path; std::getline(std::cin, path);) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file >= 0) files.push_back(file);
  }
  static std::array<char, 1U << 16U> buffer;
  rusage before{};
  rusage after{};
  ::getrusage(RUSAGE_SELF, &before);
  for (int round = 0; round < rounds; ++round) {
    for (const int file : files) (void)!::pread(file, buffer.data(), buffer.size(), 0);
  }
  ::getrusage(RUSAGE_SELF, &after);
  std::cout << files.size() << " " << (microseconds(after.ru_utime) - microseconds(before.ru_utime)) / rounds
            << " " << (microseconds(after.ru_stime) - microseconds(before.ru_stime)) / rounds << "\n";
}
