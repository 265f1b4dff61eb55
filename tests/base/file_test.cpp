// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"

#include <fcntl.h>

#include <algorithm>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"

using namespace exporter::base;

TEST_CASE("a file is read whole whatever its size") {
  support::TempTree tree;
  Buffer buffer;
  for (const std::size_t size : {0UL, 1UL, 4095UL, 4096UL, 16384UL, 100000UL}) {
    const std::string text(size, 'x');
    tree.write("file", text);
    const auto got = read_file(AT_FDCWD, tree.path("file").c_str(), buffer);
    REQUIRE(got);
    CHECK(*got == text);
  }
}

TEST_CASE("a kept descriptor sees the file's present text") {
  support::TempTree tree;
  tree.write("file", "1\n");
  Buffer buffer;
  const auto fd = open_file(AT_FDCWD, tree.path("file").c_str());
  REQUIRE(fd);
  CHECK(*read_all(fd->get(), buffer) == "1\n");
  tree.write("file", "22\n");
  CHECK(*read_all(fd->get(), buffer) == "22\n");
}

TEST_CASE("a file above the limit is malformed") {
  support::TempTree tree;
  tree.write("file", std::string(largest_file + 1, 'x'));
  Buffer buffer;
  CHECK(read_file(AT_FDCWD, tree.path("file").c_str(), buffer).error() == Errc::malformed);
}

TEST_CASE("what cannot be opened says why") {
  support::TempTree tree;
  Buffer buffer;
  CHECK(read_file(AT_FDCWD, tree.path("missing").c_str(), buffer).error() == Errc::absent);
  CHECK(read_file(AT_FDCWD, tree.path().c_str(), buffer).error() == Errc::io);
}

TEST_CASE("a listing tells directories from files and follows links") {
  support::TempTree tree;
  tree.write("file", "").make("cpu,cpuacct");
  std::filesystem::create_directory_symlink("cpu,cpuacct", tree.path("cpu"));
  auto entries = list_directory(AT_FDCWD, tree.path().c_str());
  REQUIRE(entries);
  std::sort(entries->begin(), entries->end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  REQUIRE(entries->size() == 3);
  CHECK((*entries)[0].name == "cpu");
  CHECK((*entries)[0].directory);
  CHECK((*entries)[1].directory);
  CHECK_FALSE((*entries)[2].directory);
}

TEST_CASE("counting names") {
  support::TempTree tree;
  CHECK(*count_entries(tree.path().c_str()) == 0);
  tree.write("a", "").write("b", "").make("c");
  CHECK(*count_entries(tree.path().c_str()) == 3);
  CHECK(count_entries(tree.path("missing").c_str()).error() == Errc::absent);
}
