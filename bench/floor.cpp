// SPDX-License-Identifier: Apache-2.0
// What the kernel charges for reading the files: a bare loop of pread over kept descriptors. The argument
// names a file of paths, one a line. Each byte on standard input asks for one round, and a byte on standard
// output tells its end, so that rounds can alternate with scrapes and meet the processor's caches as those
// do. At the end of input a last line says how many files there were, and the CPU time of one round in
// microseconds: of those asked for, and of as many rounds back to back.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

double cpu_microseconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

double round(const std::vector<int>& files) {
  static std::array<char, 1U << 16U> buffer;
  const double begun = cpu_microseconds();
  for (const int file : files) (void)!::pread(file, buffer.data(), buffer.size(), 0);
  return cpu_microseconds() - begun;
}

}  // namespace

int main(int count, char** values) {
  if (count != 2) {
    std::cerr << "usage: bench_floor FILE_OF_PATHS\n";
    return 2;
  }
  std::ifstream paths(values[1]);
  std::vector<int> files;
  for (std::string path; std::getline(paths, path);) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file >= 0) files.push_back(file);
  }
  int rounds = 0;
  double asked = 0;
  for (char byte = 0; ::read(STDIN_FILENO, &byte, 1) == 1; ++rounds) {
    asked += round(files);
    (void)!::write(STDOUT_FILENO, &byte, 1);
  }
  double hot = 0;
  for (int i = 0; i < rounds; ++i) hot += round(files);
  std::cout << "\n" << files.size() << " " << asked / rounds << " " << hot / rounds << "\n";
}
