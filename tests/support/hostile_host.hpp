// SPDX-License-Identifier: Apache-2.0
// The fixture v2-hostile as a copy of its own, with what is better not stored in a repository: huge files,
// odd file names, loops, and things of the wrong kind.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "base/host.hpp"
#include "support/fixture_host.hpp"
#include "support/temp_tree.hpp"

namespace support {

class HostileHost {
 public:
  HostileHost() {
    std::filesystem::copy(fixture_path("v2-hostile"), tree_.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::copy_symlinks |
                              std::filesystem::copy_options::overwrite_existing);
    add_huge();
    add_odd_names();
    add_wrong_kinds();
  }

  exporter::base::Host host() const { return {tree_.path("proc"), tree_.path("sys"), tree_.path()}; }
  std::string path(const std::string& below) const { return tree_.path(below); }

  // Containers that only this copy has, besides the ones of the fixture.
  static std::string huge_id() { return std::string(64, '1'); }         // every file is 2 MiB
  static std::string wrong_kinds_id() { return std::string(64, '2'); }  // directories where files belong
  static std::string deep_id() { return std::string(64, '3'); }         // 200 directories down

 private:
  static constexpr std::size_t huge_size = 2U << 20U;
  static constexpr int depth = 200;

  std::string cgroup(const std::string& below) const { return "sys/fs/cgroup/docker/" + below; }

  void add_huge() {
    std::string text;
    while (text.size() < huge_size) text += "key" + std::to_string(text.size()) + " 1\n";
    for (const char* file : {"memory.stat", "memory.current", "cpu.stat", "io.stat", "cgroup.procs"}) {
      tree_.write(cgroup(huge_id() + "/" + file), text);
    }
  }

  void add_odd_names() {
    for (const char* name : {"name with space", "line\nfeed", "quote\"back\\slash", "\xff\xfe", "-rf"}) {
      tree_.write(cgroup(std::string(name) + "/cgroup.procs"), "1\n");
    }
    std::filesystem::create_directory_symlink(".", tree_.path(cgroup("loop")));
    std::filesystem::create_directory_symlink("nowhere", tree_.path(cgroup(std::string(64, '4'))));
    std::string below = "sys/fs/cgroup/deep";
    for (int i = 0; i < depth; ++i) below += "/d";
    tree_.write(below + "/" + deep_id() + "/cgroup.procs", "1\n");
  }

  void add_wrong_kinds() {
    for (const char* file : {"memory.stat", "memory.current", "cpu.stat", "io.stat", "cgroup.procs"}) {
      tree_.make(cgroup(wrong_kinds_id() + "/" + file));
    }
    tree_.make("sys/class/net/eth9/statistics/rx_bytes").write("sys/class/net/eth8", "a file\n");
    tree_.write("sys/class/net/br9/brforward", std::string(16 * 3 + 5, '\xff'));
    tree_.write("sys/class/net/br9/brif/veth9/port_no", "0xfffff\n");
  }

  TempTree tree_;
};

}  // namespace support
