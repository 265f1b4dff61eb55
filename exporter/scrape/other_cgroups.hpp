// SPDX-License-Identifier: Apache-2.0
// The cgroups beside containers that a user wants on the page: services, slices, whatever the host has.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "discover/tree.hpp"
#include "model/selection.hpp"
#include "model/snapshot.hpp"
#include "read/hierarchy.hpp"
#include "read/reader.hpp"

namespace exporter::scrape {

class OtherCgroups {
 public:
  OtherCgroups(const read::Hierarchy& hierarchy, const model::Selection& selection);

  // Reads them and appends those that are there; closes those that are gone. False when the deadline passed
  // before the last.
  bool collect(read::Reader& reader, std::int64_t now_ns, std::chrono::steady_clock::time_point deadline,
               std::vector<const model::Subject*>& subjects);
  std::size_t shown() const { return kept_.size(); }

  // Their paths, sorted. On v1 each controller has a tree of its own, and a cgroup counts that any of them
  // has. Nothing is walked where nothing is wanted.
  const std::vector<std::string>& scan();

 private:
  struct Kept {
    read::Cgroup cgroup;
    std::int64_t made_at_ns = 0;
    bool seen = false;  // by this collection
  };
  Kept& kept_of(read::Reader& reader, const std::string& path);
  void forget_unseen(read::Reader& reader);
  bool takes(const std::string& path) const;

  const read::Hierarchy& hierarchy_;
  std::string which_;
  std::vector<std::string> prefixes_;
  std::vector<discover::Tree> trees_;
  std::vector<std::size_t> walks_;  // of each tree, when paths_ was made
  std::vector<std::string> paths_;
  std::unordered_map<std::string, Kept> kept_;  // by path
};

// Whether it is systemd's service or scope, below none that is: "/system.slice/ssh.service", not what that
// has inside.
bool is_outermost_service(const std::string& path);

}  // namespace exporter::scrape
