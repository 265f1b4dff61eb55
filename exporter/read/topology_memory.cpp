// SPDX-License-Identifier: Apache-2.0
// topology's half about memory: NUMA nodes, huge pages, modules.
#include <fcntl.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/scan.hpp"
#include "read/topology_files.hpp"

namespace exporter::read {

namespace {

constexpr std::int64_t mebibytes = 1024 * kibibytes;

}  // namespace

std::vector<model::Record> memory_of(const Path& nodes) {
  Sums sums;
  for (const auto& node : numbered(nodes, "node")) {
    const auto text = text_of(nodes + "/node" + node + "/meminfo");  // "Node 0 MemTotal:  16384 kB"
    constexpr std::string_view key = "MemTotal:";
    const auto at = text.find(key);
    if (at == std::string::npos) continue;
    sums.add(label("node_id", node), 0, number_in(std::string_view(text).substr(at + key.size()), kibibytes));
  }
  return sums.take();
}

std::vector<model::Record> huge_pages_of(const Path& nodes) {
  Sums sums;
  for (const auto& node : numbered(nodes, "node")) {
    const Path directory = nodes + "/node" + node + "/hugepages";
    const auto entries = base::list_directory(AT_FDCWD, directory.c_str());
    if (!entries) continue;
    for (const auto& entry : *entries) {  // hugepages-2048kB
      const auto size =
          number_in(std::string_view(entry.name).substr(std::min<std::size_t>(entry.name.size(), 10)));
      if (!size.present) continue;
      sums.add(label("node_id", node) + "," + label("page_size", std::to_string(size.number)), 0,
               number_in(text_of(directory + "/" + entry.name + "/nr_hugepages")));
    }
  }
  return sums.take();
}

std::vector<model::Record> distances_of(const Path& nodes) {
  Sums sums;
  const auto numbers = numbered(nodes, "node");
  for (const auto& node : numbers) {
    const auto text = text_of(nodes + "/node" + node + "/distance");  // one number for each node
    std::string_view rest = text;
    for (const auto& target : numbers) {
      const auto word = base::take_word(rest);
      sums.add(label("node_id", node) + "," + label("target_node_id", target), 0, number_in(word));
    }
  }
  return sums.take();
}

std::vector<model::Record> modules_of(const Path& controllers) {
  Sums sums;
  for (const auto& controller : numbered(controllers, "mc")) {
    const Path directory = controllers + "/mc" + controller;
    for (const auto& module : numbered(directory, "dimm")) {
      const Path dimm = directory + "/dimm" + module;
      const auto type = label("type", text_of(dimm + "/dimm_mem_type"));
      const auto size = number_in(text_of(dimm + "/size"), mebibytes);
      if (!size.present) continue;
      sums.add(type, 0, {1, true});
      sums.add(type, 1, size);
    }
  }
  return sums.take();
}

}  // namespace exporter::read
