// SPDX-License-Identifier: Apache-2.0
#include "line_writer.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <thread>
#include <vector>

#include "running_server.hpp"
#include "support/catch.hpp"

using heartapp::LineWriter;

namespace {

struct Pipe {
  Pipe() { REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0); }
  ~Pipe() {
    close_reader();
    ::close(ends[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_reader() {
    if (ends[0] >= 0) ::close(ends[0]);
    ends[0] = -1;
  }
  std::string read(std::size_t size) const {
    std::string text;
    std::array<char, 65536> part{};
    while (text.size() < size) {
      const ssize_t count = ::read(ends[0], part.data(), part.size());
      if (count <= 0) break;
      text.append(part.data(), static_cast<std::size_t>(count));
    }
    return text;
  }
  std::array<int, 2> ends{-1, -1};
};

std::string line_of(std::size_t thread, std::size_t number) {
  return std::to_string(thread) + ":" + std::to_string(number) + std::string(100, 'x') + "\n";
}

constexpr std::size_t threads = 8;
constexpr std::size_t lines_each = 2000;

std::vector<std::thread> start_writing(LineWriter& writer) {
  std::vector<std::thread> running;
  for (std::size_t thread = 0; thread < threads; ++thread) {
    running.emplace_back([&writer, thread] {
      for (std::size_t number = 0; number < lines_each; ++number) writer.write(line_of(thread, number));
    });
  }
  return running;
}

std::string all_lines_sorted() {
  std::vector<std::string> lines;
  for (std::size_t thread = 0; thread < threads; ++thread) {
    for (std::size_t number = 0; number < lines_each; ++number) lines.push_back(line_of(thread, number));
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::string sorted(const std::string& text) {
  std::vector<std::string> lines = lines_of(text);
  std::sort(lines.begin(), lines.end());
  std::string result;
  for (const std::string& line : lines) result += line + "\n";
  return result;
}

}  // namespace

TEST_CASE("A line is out when write() returns") {
  const TemporaryFile file;
  LineWriter writer(file.fd());
  writer.write("one\n");
  CHECK(file.text() == "one\n");
  writer.write("two\n");
  CHECK(file.text() == "one\ntwo\n");
}

TEST_CASE("Lines of many threads come out whole, each once") {
  const TemporaryFile file;
  LineWriter writer(file.fd());
  for (std::thread& thread : start_writing(writer)) thread.join();
  CHECK(sorted(file.text()) == all_lines_sorted());
}

TEST_CASE("A slow reader delays the writers and loses nothing") {
  const Pipe pipe;
  const bool blocking = GENERATE(true, false);
  if (!blocking) ::fcntl(pipe.ends[1], F_SETFL, O_NONBLOCK);
  LineWriter writer(pipe.ends[1]);
  std::vector<std::thread> running = start_writing(writer);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const std::string expected = all_lines_sorted();
  CHECK(sorted(pipe.read(expected.size())) == expected);
  for (std::thread& thread : running) thread.join();
}

TEST_CASE("A reader that is gone does not stop the writers") {
  Pipe pipe;
  pipe.close_reader();
  const auto before = ::signal(SIGPIPE, SIG_IGN);
  LineWriter writer(pipe.ends[1]);
  for (std::thread& thread : start_writing(writer)) thread.join();
  ::signal(SIGPIPE, before);
  SUCCEED("all threads came back");
}
