// SPDX-License-Identifier: Apache-2.0
// Executes a plan on one cgroup: each file read at most once per scrape into a reused buffer, walked once.
// Files are kept open within a descriptor budget; beyond it they are opened by path for each read.
// Not thread-safe: one scrape at a time.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/descriptor_budget.hpp"
#include "base/fd.hpp"
#include "base/file.hpp"
#include "base/host.hpp"
#include "model/facts.hpp"
#include "model/interface.hpp"
#include "model/snapshot.hpp"
#include "model/supply.hpp"
#include "read/device_names.hpp"
#include "read/plan.hpp"

namespace exporter::read {

// What the reader keeps of one cgroup between scrapes. `subject` holds the values of the last read.
struct Cgroup {
  std::string path;  // below the tree's root, "/" for the root
  // v1 alone: where the hierarchy of a place has this cgroup elsewhere. A relative --cgroup-parent is taken
  // from dockerd's own cgroup, which can differ from hierarchy to hierarchy.
  std::vector<std::string> elsewhere;  // by place; empty where none is
  Plan* plan = nullptr;                // shared by all of its kind
  std::string inner;                   // nested containers: "/container"
  std::string process;  // <procfs>/<pid> whose network this cgroup has for its own; empty: none to be seen
  model::Subject subject;

  struct File {
    base::Fd fd;
    bool absent = false;  // it was not there; see Reader::begin_scrape()
  };
  std::vector<File> files;  // as plan->files
  int young = 4;  // reads in which absent files are looked for: v1's controllers get a new cgroup one by one
  std::uint64_t looked = 0;  // how many signs the reader had when absent files were looked for
  std::array<std::vector<Device>, model::dimensions>
      named;                 // the records that the sheets' labels were made for
  std::vector<bool> hidden;  // devices that are shown by others: partitions, and what is stacked on them
};

class Reader {
 public:
  Reader(const Hierarchy& hierarchy, const base::Host& host, std::span<const Table> containers,
         std::span<const Table> machine, base::DescriptorBudget budget,
         model::Groups groups = model::default_groups);

  // Finds the same container below another hierarchy's root; empty when it is not there.
  using Locate = std::function<std::string(const std::string& root)>;

  // Of a container; "/" for the root cgroup.
  Cgroup open(const std::string& path, const Locate& locate = nullptr);
  Cgroup open_machine();
  void close(Cgroup& cgroup);  // gives its descriptors back to the budget

  // Before the first read of a scrape. A file that is not there costs a system call to miss, so it is not
  // looked for again; but a controller can be switched on later. Every few scrapes one cgroup, each in its
  // turn, has its absent files looked for; where one turns up, all have.
  void begin_scrape();

  // Fills cgroup.subject.sheets. vanished: the cgroup is gone; none otherwise, whatever single files said.
  base::Errc read(Cgroup& cgroup, const model::Facts& facts, std::span<const model::Interface> interfaces,
                  const model::Supply& supply = {});

  const model::Layout& container_layout() const { return container_layout_; }
  const model::Layout& machine_layout() const { return machine_layout_; }

  // How often each file failed for each reason since the start; absent and unlimited are no failures.
  using Errors = std::map<std::pair<std::string, base::Errc>, std::uint64_t>;
  const Errors& errors() const { return errors_; }

 private:
  bool must_look(Cgroup& cgroup);
  void note_found(Cgroup& cgroup, std::size_t absent_before);
  base::Errc read_files(Cgroup& cgroup);
  base::Errc read_file(Cgroup& cgroup, std::size_t index);
  base::Result<std::string_view> text_of_process(const Cgroup& cgroup, const PlanFile& planned);
  base::Result<int> root_of(Place place);
  base::Result<std::string_view> text_of(Cgroup& cgroup, std::size_t index);
  base::Errc parse(PlanFile& file, std::string_view text);
  bool exists(const Cgroup& cgroup) const;
  void look_elsewhere(Cgroup& cgroup, const Locate& locate) const;
  void evaluate(Cgroup& cgroup, const model::Facts& facts, std::span<const model::Interface> interfaces,
                const model::Supply& supply);
  void size_sheets(Cgroup& cgroup, std::span<const model::Interface> interfaces, const model::Supply& supply);
  void reset(const Plan& plan);
  void count(const PlanFile& file, base::Errc outcome);

  const Hierarchy& hierarchy_;
  std::array<base::Fd, cgroup_places + 2> roots_;  // of procfs and sysfs too
  DeviceNames device_names_;
  model::Layout container_layout_;
  model::Layout machine_layout_;
  Plan container_;
  Plan nested_;
  Plan root_;
  Plan machine_;
  base::DescriptorBudget budget_;
  base::Buffer buffer_;
  std::string path_;
  // Of the read under way.
  std::vector<Raw> slots_;
  std::array<DeviceCells, model::dimensions> records_;
  std::uint64_t signs_ = 1;  // how often an absent file turned up
  std::uint64_t scrapes_ = 0;
  std::uint64_t reads_ = 0;    // since begin_scrape
  std::uint64_t to_look_ = 0;  // at which of them absent files are looked for; 0: at none
  Errors errors_;
};

}  // namespace exporter::read
