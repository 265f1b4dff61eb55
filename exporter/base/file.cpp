// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <memory>

namespace exporter::base {

namespace {

constexpr std::size_t first_buffer = 8192;

Result<Fd> open_with(int directory, const char* path, int flags) {
  const int fd = ::openat(directory, path, flags | O_RDONLY | O_CLOEXEC);
  if (fd < 0) return from_errno(errno);
  return Fd(fd);
}

bool leads_to_directory(int directory, const dirent& entry) {
  if (entry.d_type == DT_DIR) return true;
  if (entry.d_type != DT_LNK && entry.d_type != DT_UNKNOWN) return false;
  struct stat status {};
  return ::fstatat(directory, entry.d_name, &status, 0) == 0 && S_ISDIR(status.st_mode);
}

}  // namespace

Result<Fd> open_file(int directory, const char* path) { return open_with(directory, path, O_NONBLOCK); }

Result<Fd> open_directory(int directory, const char* path) { return open_with(directory, path, O_DIRECTORY); }

Result<std::string_view> read_all(int fd, Buffer& buffer) {
  if (buffer.size() < first_buffer) buffer.resize(first_buffer);
  std::size_t length = 0;
  while (true) {
    const ssize_t got =
        ::pread(fd, buffer.data() + length, buffer.size() - length, static_cast<off_t>(length));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return from_errno(errno);
    length += static_cast<std::size_t>(got);
    // A kernel file that fits is handed over in one read; a short read is its end, so the second read that
    // would return 0 is saved. seq_file hands long files over a page at a time: those need the loop.
    const bool short_read = length < buffer.size();
    if (got == 0 || (short_read && length < 4096)) return std::string_view(buffer.data(), length);
    if (short_read) continue;
    if (buffer.size() >= largest_file) return Errc::malformed;
    buffer.resize(buffer.size() * 2);
  }
}

Result<std::string_view> read_file(int directory, const char* path, Buffer& buffer) {
  const auto fd = open_file(directory, path);
  if (!fd) return fd.error();
  return read_all(fd->get(), buffer);
}

Result<std::string> read_text(const std::string& path) {
  Buffer buffer;
  const auto text = read_file(AT_FDCWD, path.c_str(), buffer);
  if (!text) return text.error();
  const auto end = text->find_last_not_of(" \t\r\n");
  return std::string(text->substr(0, end == std::string_view::npos ? 0 : end + 1));
}

bool is_directory(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

namespace {

// Calls `take` with each name but "." and "..". `fd` is taken over.
template <typename Take>
Errc for_each_entry(Fd fd, Take take) {
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(fd.get()), ::closedir);
  if (!stream) return from_errno(errno);
  (void)fd.release();  // closedir closes it
  errno = 0;
  while (const dirent* entry =
             ::readdir(stream.get())) {  // NOLINT(concurrency-mt-unsafe): a stream of our own
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") take(::dirfd(stream.get()), *entry);
    errno = 0;
  }
  return from_errno(errno);
}

}  // namespace

Result<std::vector<Entry>> list_directory(int directory, const char* path) {
  auto fd = open_directory(directory, path);
  if (!fd) return fd.error();
  std::vector<Entry> entries;
  const Errc outcome = for_each_entry(std::move(*fd), [&](int listed, const dirent& entry) {
    entries.push_back({entry.d_name, leads_to_directory(listed, entry)});
  });
  if (outcome != Errc::none) return outcome;
  return entries;
}

Result<std::size_t> count_entries(const char* path) {
  auto fd = open_directory(AT_FDCWD, path);
  if (!fd) return fd.error();
  std::size_t count = 0;
  const Errc outcome = for_each_entry(std::move(*fd), [&](int, const dirent&) { ++count; });
  if (outcome != Errc::none) return outcome;
  return count;
}

}  // namespace exporter::base
