// SPDX-License-Identifier: Apache-2.0
// Reading kernel files: whole, once, bounded. Their size as told by stat is a lie, so it is never asked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/fd.hpp"
#include "base/result.hpp"

namespace exporter::base {

// What somebody else controls has a limit: a kernel statistics file is never larger than this.
inline constexpr std::size_t largest_file = 1U << 20U;

// Where files are read into; grows to the largest file met and is then reused.
using Buffer = std::vector<char>;

// O_CLOEXEC always. `directory` may be AT_FDCWD.
Result<Fd> open_file(int directory, const char* path);
Result<Fd> open_directory(int directory, const char* path);

// The whole file from its beginning, by pread, so that a kept descriptor can be read again. The text lives in
// `buffer` until the next read. A file above largest_file is malformed.
Result<std::string_view> read_all(int fd, Buffer& buffer);

// open, read_all, close.
Result<std::string_view> read_file(int directory, const char* path, Buffer& buffer);

// For start-up and rare reads: the file's text without trailing white space.
Result<std::string> read_text(const std::string& path);

bool is_directory(const std::string& path);

// The names in a directory but "." and "..", in the kernel's order.
struct Entry {
  std::string name;
  bool directory = false;  // symbolic links to directories count: v1's "cpu" -> "cpu,cpuacct"
};
Result<std::vector<Entry>> list_directory(int directory, const char* path);

// How many names list_directory would give, without looking at any.
Result<std::size_t> count_entries(const char* path);

}  // namespace exporter::base
