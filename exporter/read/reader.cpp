// SPDX-License-Identifier: Apache-2.0
#include "read/reader.hpp"

#include <fcntl.h>

#include <algorithm>

#include "base/escape.hpp"
#include "read/evaluate.hpp"
#include "read/outcome.hpp"

namespace exporter::read {

using base::Errc;

namespace {

// A file that is not there costs a system call to miss. A controller can be switched on later, though.
constexpr std::uint32_t reads_between_looks = 64;

const std::string& path_in(const Cgroup& cgroup, Place place) {
  const auto index = static_cast<std::size_t>(place);
  const bool moved = index < cgroup_places && !cgroup.elsewhere[index].empty();
  return moved ? cgroup.elsewhere[index] : cgroup.path;
}

}  // namespace

Reader::Reader(const Hierarchy& hierarchy, const base::Host& host, std::span<const Table> containers,
               std::span<const Table> machine, std::size_t descriptor_budget, model::Groups groups)
    : hierarchy_(hierarchy),
      device_names_(host),
      container_layout_(layout(containers, groups)),
      machine_layout_(layout(machine, groups)),
      container_(compile(containers, hierarchy, Kind::container, groups)),
      nested_(compile(containers, hierarchy, Kind::nested_container, groups)),
      root_(compile(containers, hierarchy, Kind::root, groups)),
      machine_(compile(machine, hierarchy, Kind::machine, groups)),
      budget_(descriptor_budget) {}

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
    if (file.fd) ++budget_;
    file.fd.reset();
    file.absent = false;
  }
}

Errc Reader::read(Cgroup& cgroup, const model::Facts& facts, std::span<const model::Interface> interfaces) {
  Errc outcome = read_files(cgroup);
  if (outcome == Errc::vanished && exists(cgroup)) {
    // A restart made the same path anew; the kept descriptors belong to the old cgroup.
    close(cgroup);
    outcome = read_files(cgroup);
  }
  if (outcome == Errc::vanished) return outcome;
  size_sheets(cgroup, interfaces);
  evaluate(cgroup, facts, interfaces);
  return Errc::none;
}

void Reader::reset(Cgroup& cgroup) {
  cgroup.slots.assign(cgroup.plan->slots, Raw{});
  cgroup.devices.clear();
  cgroup.devices.columns = cgroup.plan->device_slots;
}

Errc Reader::read_files(Cgroup& cgroup) {
  reset(cgroup);
  if (++cgroup.reads % reads_between_looks == 0) {
    for (auto& file : cgroup.files) file.absent = false;
  }
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
    cgroup.files[index].absent = text.error() == Errc::absent;
    return text.error();
  }
  return parse(cgroup, cgroup.plan->files[index], *text);
}

base::Result<std::string_view> Reader::text_of(Cgroup& cgroup, std::size_t index) {
  const auto& planned = cgroup.plan->files[index];
  auto& file = cgroup.files[index];
  if (file.fd) return base::read_all(file.fd.get(), buffer_);

  std::string path = hierarchy_.directory(planned.place, path_in(cgroup, planned.place));
  if (path.empty()) return Errc::absent;  // this host has no such controller
  if (planned.innermost) path += cgroup.inner;
  path += "/" + planned.file;
  auto fd = base::open_file(AT_FDCWD, path.c_str());
  if (!fd) return fd.error();
  const auto text = base::read_all(fd->get(), buffer_);
  if (text && budget_ > 0) {
    --budget_;
    file.fd = std::move(*fd);
  }
  return text;
}

Errc Reader::parse(Cgroup& cgroup, PlanFile& file, std::string_view text) {
  Errc worst = Errc::none;
  switch (file.format) {
    case Format::flat: return parse_flat(text, file.keys, cgroup.slots);
    case Format::pressure: return parse_pressure(text, file.keys.wanted, cgroup.slots);
    case Format::devices: return parse_devices(text, file.keys.wanted, cgroup.devices);
    case Format::operations: return parse_operations(text, file.keys.wanted, cgroup.devices);
    case Format::number:
    case Format::words:
    case Format::cpu_list: break;
  }
  for (const auto& wanted : file.keys.wanted) {
    Raw& slot = cgroup.slots[wanted.slot];
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

void Reader::size_sheets(Cgroup& cgroup, std::span<const model::Interface> interfaces) {
  const auto& columns = (cgroup.plan->kind == Kind::machine ? machine_layout_ : container_layout_).columns;
  auto& sheets = cgroup.subject.sheets;
  const std::array<std::size_t, model::dimensions> records{1, cgroup.devices.devices.size(),
                                                           cgroup.devices.devices.size(), interfaces.size()};
  for (std::size_t i = 0; i < model::dimensions; ++i) {
    sheets[i].labels.resize(records[i]);
    sheets[i].values.assign(records[i] * columns[i], model::Value{});
  }
  if (cgroup.named != cgroup.devices.devices) {
    cgroup.named = cgroup.devices.devices;
    for (std::size_t i = 0; i < cgroup.named.size(); ++i) {
      const auto device = cgroup.named[i];
      const std::string label = "device=\"" + base::escape_label(device_names_.name(device)) + "\"";
      sheets[static_cast<std::size_t>(model::Dimension::device)].labels[i] = label;
      sheets[static_cast<std::size_t>(model::Dimension::device_number)].labels[i] =
          label + ",major=\"" + std::to_string(device.major) + "\",minor=\"" + std::to_string(device.minor) +
          "\"";
    }
  }
  auto& names = sheets[static_cast<std::size_t>(model::Dimension::interface)].labels;
  for (std::size_t i = 0; i < interfaces.size(); ++i) {
    names[i].assign("interface=\"").append(base::escape_label(interfaces[i].name)).append("\"");
  }
}

void Reader::evaluate(Cgroup& cgroup, const model::Facts& facts,
                      std::span<const model::Interface> interfaces) {
  const auto& columns = (cgroup.plan->kind == Kind::machine ? machine_layout_ : container_layout_).columns;
  for (const auto& row : cgroup.plan->rows) {
    const auto dimension = static_cast<std::size_t>(row.row->metric.per);
    auto& sheet = cgroup.subject.sheets[dimension];
    for (std::size_t record = 0; record < sheet.labels.size(); ++record) {
      const Numbers numbers{cgroup.slots, cgroup.devices, facts, interfaces, record};
      sheet.values[record * columns[dimension] + row.column] = value_of(row, numbers);
    }
  }
  for (std::size_t i = 0; i < cgroup.plan->rows.size(); ++i) {
    const auto& row = cgroup.plan->rows[i];
    if (row.only_with == i) continue;
    auto& values = cgroup.subject.sheets[0].values;
    if (!values[cgroup.plan->rows[row.only_with].column].present) values[row.column].present = false;
  }
}

}  // namespace exporter::read
