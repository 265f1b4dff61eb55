// SPDX-License-Identifier: Apache-2.0
// The floors of a scrape: what the kernel charges for reading the files, a bare loop of pread over kept
// descriptors, and what libdeflate at level 1 charges for the page. The first argument names a file of paths,
// one a line, the second the page. Each byte on standard input asks for one round of reads, a z for the page
// too, and a byte on standard output tells its end, so that rounds can alternate with scrapes and meet the
// processor's caches as those do. At the end of input a last line says how many files there were, and CPU
// times in microseconds: of a round of reads among those asked for, of as many back to back, and of a
// compression.
#include <fcntl.h>
#include <libdeflate.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

double cpu_microseconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

double read_all(const std::vector<int>& files) {
  static std::array<char, 1U << 16U> buffer;
  const double begun = cpu_microseconds();
  for (const int file : files) (void)!::pread(file, buffer.data(), buffer.size(), 0);
  return cpu_microseconds() - begun;
}

double compress(const std::string& page) {
  static libdeflate_compressor* const compressor = libdeflate_alloc_compressor(1);
  static std::vector<char> out(libdeflate_gzip_compress_bound(compressor, page.size()));
  const double begun = cpu_microseconds();
  if (libdeflate_gzip_compress(compressor, page.data(), page.size(), out.data(), out.size()) == 0) return -1;
  return cpu_microseconds() - begun;
}

}  // namespace

int main(int count, char** values) {
  if (count != 3) {
    std::cerr << "usage: bench_floor FILE_OF_PATHS PAGE\n";
    return 2;
  }
  std::ifstream paths(values[1]);
  std::vector<int> files;
  for (std::string path; std::getline(paths, path);) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file >= 0) files.push_back(file);
  }
  std::ifstream page_file(values[2]);
  const std::string page(std::istreambuf_iterator<char>(page_file), {});

  int rounds = 0;
  int pages = 0;
  double reading = 0;
  double compressing = 0;
  for (char byte = 0; ::read(STDIN_FILENO, &byte, 1) == 1; ++rounds) {
    reading += read_all(files);
    if (byte == 'z') {
      compressing += compress(page);
      ++pages;
    }
    (void)!::write(STDOUT_FILENO, &byte, 1);
  }
  double hot = 0;
  for (int i = 0; i < rounds; ++i) hot += read_all(files);
  std::cout << "\n"
            << files.size() << " " << reading / rounds << " " << hot / rounds << " " << compressing / pages
            << "\n";
}
