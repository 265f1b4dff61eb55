// SPDX-License-Identifier: Apache-2.0
#include "read/topology.hpp"

#include <algorithm>
#include <set>

#include "read/topology_files.hpp"

namespace exporter::read {

namespace {

using model::Dimension;

constexpr auto lifetime = std::chrono::minutes(5);

// One CPU, as the kernel calls a hardware thread. Offline ones have no topology.
struct Thread {
  std::string number;
  Path directory;
  std::string package;
  std::string core;
  std::string node;
};

std::string node_of(const Path& cpu) {
  const auto nodes = numbered(cpu, "node");
  return nodes.empty() ? "0" : nodes.front();  // a kernel without NUMA has one node
}

std::vector<Thread> threads_in(const Path& directory) {
  std::vector<Thread> threads;
  for (const auto& number : numbered(directory, "cpu")) {
    const Path cpu = directory + "/cpu" + number;
    Thread thread{number, cpu, text_of(cpu + "/topology/physical_package_id"),
                  text_of(cpu + "/topology/core_id"), node_of(cpu)};
    if (!thread.core.empty()) threads.push_back(std::move(thread));
  }
  return threads;
}

// How many different values the file has among the CPUs.
std::int64_t distinct(const std::vector<Thread>& threads, const std::string& file) {
  std::set<std::string> found;
  for (const auto& thread : threads) {
    auto text = text_of(thread.directory + "/topology/" + file);
    if (!text.empty()) found.insert(std::move(text));
  }
  return static_cast<std::int64_t>(found.size());
}

std::vector<model::Record> counts_of(const std::vector<Thread>& threads) {
  if (threads.empty()) return {};
  std::set<std::string> packages;
  std::set<std::pair<std::string, std::string>> cores;  // a core's number is only its socket's own
  for (const auto& thread : threads) {
    packages.insert(thread.package);
    cores.emplace(thread.package, thread.core);
  }
  const auto count = [](const auto& set) {
    return model::Value{static_cast<std::int64_t>(set.size()), true};
  };
  return {{{},
           {count(cores), count(packages), model::Value{distinct(threads, "book_id"), true},
            model::Value{distinct(threads, "drawer_id"), true}}}};
}

std::vector<model::Record> siblings_of(const std::vector<Thread>& threads) {
  Sums sums;
  for (const auto& thread : threads) {
    const auto same = std::count_if(threads.begin(), threads.end(), [&](const Thread& other) {
      return other.package == thread.package && other.core == thread.core;
    });
    sums.add(label("node_id", thread.node) + "," + label("core_id", thread.core) + "," +
                 label("thread_id", thread.number),
             0, {same, true});
  }
  return sums.take();
}

std::vector<model::Record> caches_of(const std::vector<Thread>& threads) {
  Sums sums;
  std::set<std::string> counted;  // each cache once, whichever of its CPUs shows it first
  for (const auto& thread : threads) {
    const auto threads_of_core = text_of(thread.directory + "/topology/thread_siblings_list");
    for (const auto& index : numbered(thread.directory + "/cache", "index")) {
      const Path cache = thread.directory + "/cache/index" + index;
      const auto shared = text_of(cache + "/shared_cpu_list");
      const auto type = text_of(cache + "/type");
      const auto level = text_of(cache + "/level");
      if (!counted.insert(shared + " " + type + " " + level).second) continue;
      const bool own = shared == threads_of_core || shared == thread.number;
      std::string labels = label("node_id", thread.node);
      if (own) labels += "," + label("core_id", thread.core);
      labels += "," + label("type", type) + "," + label("level", level);
      sums.add(labels, 0, number_in(text_of(cache + "/size"), kibibytes));
    }
  }
  return sums.take();
}

}  // namespace

Topology::Topology(base::Host host, model::Groups groups)
    : host_(std::move(host)), detailed_(groups.has(model::Group::cpu_topology)) {}

const model::Supply& Topology::read(Clock::time_point now) {
  if (looked_ != Clock::time_point{} && now - looked_ < lifetime) return found_;
  looked_ = now;
  look();
  return found_;
}

void Topology::look() {
  const auto threads = threads_in(host_.cpus());
  found_[Dimension::none] = counts_of(threads);
  found_[Dimension::dimm] = modules_of(host_.memory_controllers());
  if (!detailed_) return;
  found_[Dimension::thread] = siblings_of(threads);
  found_[Dimension::cache] = caches_of(threads);
  found_[Dimension::machine_node] = memory_of(host_.nodes());
  found_[Dimension::huge_pages] = huge_pages_of(host_.nodes());
  found_[Dimension::distance] = distances_of(host_.nodes());
}

}  // namespace exporter::read
