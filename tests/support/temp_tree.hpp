// SPDX-License-Identifier: Apache-2.0
// A directory tree for one test, removed with it.
#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace support {

class TempTree {
 public:
  TempTree() {
    std::string pattern = (std::filesystem::temp_directory_path() / "container-exporter-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    root_ = pattern;
  }
  TempTree(const TempTree&) = delete;
  TempTree& operator=(const TempTree&) = delete;
  ~TempTree() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }

  std::string path(const std::string& below = {}) const {
    return below.empty() ? root_ : root_ + "/" + below;
  }

  TempTree& write(const std::string& file, std::string_view text) {
    std::filesystem::create_directories(std::filesystem::path(path(file)).parent_path());
    std::ofstream(path(file), std::ios::binary) << text;
    return *this;
  }
  TempTree& make(const std::string& directory) {
    std::filesystem::create_directories(path(directory));
    return *this;
  }
  TempTree& remove(const std::string& below) {
    std::filesystem::remove_all(path(below));
    return *this;
  }

 private:
  std::string root_;
};

}  // namespace support
