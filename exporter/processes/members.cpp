// SPDX-License-Identifier: Apache-2.0
#include "processes/members.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/scan.hpp"

namespace exporter::processes {

namespace {

// "self" is a link to the number that the reader has in the procfs's own pid namespace. Where that is not
// ours, the numbers that cgroup.procs does show us, of our own container, are other processes' there.
bool is_foreign(const std::string& procfs) {
  std::array<char, 32> link{};
  const auto length = ::readlink((procfs + "/self").c_str(), link.data(), link.size());
  if (length <= 0) return false;
  const auto number = base::parse_number({link.data(), static_cast<std::size_t>(length)});
  return number && *number != ::getpid();
}

}  // namespace

Members::Members(const base::Host& host, std::string tree)
    : tree_(std::move(tree)), index_(host), hidden_(is_foreign(host.procfs)) {}

bool Members::parse(std::string_view text, std::vector<std::int64_t>& pids) {
  while (!text.empty()) {
    const auto pid = base::parse_number(base::take_line(text));
    if (!pid) continue;
    hidden_ = *pid == 0;
    if (hidden_) return false;
    pids.push_back(*pid);
  }
  return true;
}

void Members::begin_scrape() {
  index_fresh_ = false;
  nesting_.begin_scrape();
}

void Members::forget(Kept& kept) {
  nesting_.forget(kept.nesting);
  kept.list.reset();
}

base::Result<std::string_view> Members::read_list(const std::string& path, Kept& kept) {
  if (kept.list) {
    const auto text = base::read_all(kept.list.get(), buffer_);
    if (text) return text;
    forget(kept);  // of a cgroup that was made anew at this path
  }
  auto opened = base::open_file(AT_FDCWD, (tree_ + path + "/cgroup.procs").c_str());
  if (!opened) return opened.error();
  kept.list = std::move(*opened);
  return base::read_all(kept.list.get(), buffer_);
}

bool Members::find(const std::string& path, const std::string& id, Kept& kept,
                   std::vector<std::int64_t>& pids) {
  pids.clear();
  if (hidden_) return find_in_index(id, pids);
  const auto text = read_list(path, kept);
  if (!text) return false;
  if (!parse(*text, pids)) return find_in_index(id, pids);
  for (const auto& list : nesting_.lists_below(tree_, path, kept.nesting)) {
    const auto inner = base::read_file(AT_FDCWD, list.c_str(), buffer_);
    if (inner && !parse(*inner, pids))
      return find_in_index(id, pids);  // one that is gone meanwhile is passed over
  }
  std::sort(pids.begin(), pids.end());
  return true;
}

bool Members::find_in_index(const std::string& id, std::vector<std::int64_t>& pids) {
  if (!index_fresh_) index_.refresh();
  index_fresh_ = true;
  pids = index_.of(id);
  return !pids.empty();
}

}  // namespace exporter::processes
