// SPDX-License-Identifier: Apache-2.0
#include "read/reader.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>

#include "read/outcome.hpp"

namespace exporter::read {

using base::Errc;

namespace {

constexpr std::uint64_t scrapes_between_looks = 16;

const std::string& path_in(const Cgroup& cgroup, Place place) {
  const auto index = static_cast<std::size_t>(place);
  const bool moved = index < cgroup.elsewhere.size() && !cgroup.elsewhere[index].empty();
  return moved ? cgroup.elsewhere[index] : cgroup.path;
}

std::size_t count_absent(const Cgroup& cgroup) {
  const auto absent =
      std::count_if(cgroup.files.begin(), cgroup.files.end(), [](const auto& file) { return file.absent; });
  return static_cast<std::size_t>(absent);
}

}  // namespace

Reader::Reader(const Hierarchy& hierarchy, const base::Host& host, std::span<const Table> containers,
               std::span<const Table> machine, base::DescriptorBudget budget, model::Groups groups)
    : hierarchy_(hierarchy),
      device_names_(host),
      container_layout_(layout(containers, groups)),
      machine_layout_(layout(machine, groups)),
      container_(compile(containers, hierarchy, Kind::container, groups)),
      nested_(compile(containers, hierarchy, Kind::nested_container, groups)),
      root_(compile(containers, hierarchy, Kind::root, groups)),
      machine_(compile(machine, hierarchy, Kind::machine, groups)),
      budget_(std::move(budget)) {}

Cgroup Reader::open(const std::string& path, const Locate& locate) {
  Cgroup cgroup;
  cgroup.path = path;
  if (locate && path != "/") look_elsewhere(cgroup, locate);
  cgroup.plan = path == "/" ? &root_ : &container_;
  // crun puts a podman container's processes and limits one level below its scope.
  if (path.find("/libpod-") != std::string::npos &&
      base::is_directory(hierarchy_.tree() + path + "/container")) {
    cgroup.inner = "/container";
    cgroup.plan = &nested_;
  }
  cgroup.files.resize(cgroup.plan->files.size());
  return cgroup;
}

void Reader::look_elsewhere(Cgroup& cgroup, const Locate& locate) const {
  for (std::size_t i = 0; i < cgroup_places; ++i) {
    const auto& root = hierarchy_.mount(static_cast<Place>(i)).root;
    if (root.empty() || root == hierarchy_.tree() || base::is_directory(root + cgroup.path)) continue;
    cgroup.elsewhere.resize(cgroup_places);
    cgroup.elsewhere[i] = locate(root);
  }
}

Cgroup Reader::open_machine() {
  Cgroup machine;
  machine.path = "/";
  machine.plan = &machine_;
  machine.files.resize(machine_.files.size());
  return machine;
}

void Reader::close(Cgroup& cgroup) {
  for (auto& file : cgroup.files) {
    if (file.fd) budget_.give_back();
    file.fd.reset();
    file.absent = false;
  }
  cgroup.young = Cgroup().young;
}

Errc Reader::read(Cgroup& cgroup, const model::Facts& facts, std::span<const model::Interface> interfaces,
                  const model::Supply& supply) {
  const bool looking = must_look(cgroup);
  const std::size_t absent_before = looking ? count_absent(cgroup) : 0;
  if (looking) {
    for (auto& file : cgroup.files) file.absent = false;
  }
  Errc outcome = read_files(cgroup);
  if (outcome == Errc::vanished && exists(cgroup)) {
    // A restart made the same path anew; the kept descriptors belong to the old cgroup.
    close(cgroup);
    outcome = read_files(cgroup);
  }
  if (outcome == Errc::vanished) return outcome;
  if (looking) note_found(cgroup, absent_before);
  size_sheets(cgroup, interfaces, supply);
  evaluate(cgroup, facts, interfaces, supply);
  return Errc::none;
}

void Reader::reset(const Plan& plan) {
  slots_.assign(plan.slots, Raw{});
  for (std::size_t i = 0; i < model::dimensions; ++i) {
    records_[i].clear();
    records_[i].columns = plan.record_slots[i];
  }
}

void Reader::begin_scrape() {
  const std::uint64_t turn = scrapes_ / scrapes_between_looks;
  to_look_ = reads_ > 0 && scrapes_ % scrapes_between_looks == 0 ? turn % reads_ + 1 : 0;
  ++scrapes_;
  reads_ = 0;
}

bool Reader::must_look(Cgroup& cgroup) {
  const bool young = cgroup.young > 0;
  if (young) --cgroup.young;
  return ++reads_ == to_look_ || cgroup.looked != signs_ || young;
}

// What was absent and is not any more is a sign, unless another cgroup has given it already.
void Reader::note_found(Cgroup& cgroup, std::size_t absent_before) {
  const bool news = cgroup.looked == signs_ && cgroup.young == 0;
  if (news && count_absent(cgroup) < absent_before) ++signs_;
  cgroup.looked = signs_;
}

Errc Reader::read_files(Cgroup& cgroup) {
  reset(*cgroup.plan);
  bool any = false;
  for (std::size_t i = 0; i < cgroup.files.size(); ++i) {
    const auto& better = cgroup.plan->files[i].read_if_absent;
    const auto is_absent = [&](std::size_t other) { return cgroup.files[other].absent; };
    if (!better.empty() && std::none_of(better.begin(), better.end(), is_absent)) continue;
    const Errc outcome = read_file(cgroup, i);
    if (consequence(outcome) == Consequence::drop_container) return Errc::vanished;
    if (consequence(outcome) == Consequence::leave_out_count) count(cgroup.plan->files[i], outcome);
    any = any || outcome != Errc::absent;
  }
  return any || exists(cgroup) ? Errc::none : Errc::vanished;
}

Errc Reader::read_file(Cgroup& cgroup, std::size_t index) {
  if (cgroup.files[index].absent) return Errc::absent;
  const auto text = text_of(cgroup, index);
  if (!text) {
    cgroup.files[index].absent =
        text.error() == Errc::absent && cgroup.plan->files[index].place != Place::process;
    return text.error();
  }
  return parse(cgroup.plan->files[index], *text);
}

// Never kept open: such a descriptor keeps the network of a container alive that has ended.
base::Result<std::string_view> Reader::text_of_process(const Cgroup& cgroup, const PlanFile& planned) {
  if (cgroup.process.empty()) return Errc::absent;
  auto text = base::read_file(AT_FDCWD, (cgroup.process + "/" + planned.file).c_str(), buffer_);
  if (!text && text.error() == Errc::vanished) return Errc::absent;  // the process, not the container
  return text;
}

// Opening from here saves the kernel the way to the mount, a fifth of what opening costs.
base::Result<int> Reader::root_of(Place place) {
  auto& root = roots_[static_cast<std::size_t>(place)];
  if (root) return root.get();
  const auto& path = hierarchy_.root(place);
  if (path.empty()) return Errc::absent;
  root = base::Fd(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!root) return base::from_errno(errno);
  return root.get();
}

base::Result<std::string_view> Reader::text_of(Cgroup& cgroup, std::size_t index) {
  const auto& planned = cgroup.plan->files[index];
  auto& file = cgroup.files[index];
  if (planned.place == Place::process) return text_of_process(cgroup, planned);
  if (file.fd) return base::read_all(file.fd.get(), buffer_);

  const auto root = root_of(planned.place);
  if (!root) return root.error();
  const auto& path = path_in(cgroup, planned.place);
  const bool below_root = static_cast<std::size_t>(planned.place) < cgroup_places && path != "/";
  path_.assign(below_root ? std::string_view(path).substr(1) : std::string_view());
  if (planned.innermost) path_ += cgroup.inner;
  if (!path_.empty()) path_ += '/';
  path_ += planned.file;
  auto fd = base::open_file(*root, path_.c_str());
  if (!fd) return fd.error();
  const auto text = base::read_all(fd->get(), buffer_);
  if (text && budget_.take()) file.fd = std::move(*fd);
  return text;
}

Errc Reader::parse(PlanFile& file, std::string_view text) {
  Errc worst = Errc::none;
  const auto& wanted_of_file = file.keys.wanted;
  auto& records = records_[static_cast<std::size_t>(file.records)];
  switch (file.format) {
    case Format::flat: return parse_flat(text, file.keys, slots_);
    case Format::pressure: return parse_pressure(text, wanted_of_file, slots_);
    case Format::devices: return parse_devices(text, wanted_of_file, records);
    case Format::operations: return parse_operations(text, wanted_of_file, records);
    case Format::disk_stats: return parse_disk_stats(text, wanted_of_file, records);
    case Format::cpus: return parse_cpus(text, wanted_of_file, records);
    case Format::nodes: return parse_nodes(text, wanted_of_file, records);
    case Format::tcp_sockets: return parse_tcp_sockets(text, wanted_of_file, slots_);
    case Format::udp_sockets: return parse_udp_sockets(text, wanted_of_file, slots_);
    case Format::paired: return parse_paired(text, wanted_of_file, slots_);
    case Format::number:
    case Format::words:
    case Format::cpu_list: break;
  }
  for (const auto& wanted : wanted_of_file) {
    Raw& slot = slots_[wanted.slot];
    if (file.format == Format::number) slot = parse_single(text);
    if (file.format == Format::cpu_list) slot = parse_cpu_list(text);
    if (file.format == Format::words)
      slot = parse_word(text, static_cast<std::size_t>(wanted.key.front() - '0'));
    if (slot.outcome == Errc::malformed) worst = Errc::malformed;
  }
  return worst;
}

bool Reader::exists(const Cgroup& cgroup) const {
  return cgroup.plan->kind == Kind::machine || base::is_directory(hierarchy_.tree() + cgroup.path);
}

void Reader::count(const PlanFile& file, Errc outcome) { ++errors_[{file.file, outcome}]; }

}  // namespace exporter::read
