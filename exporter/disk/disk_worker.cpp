// SPDX-License-Identifier: Apache-2.0
#include "disk/disk_worker.hpp"

#include <algorithm>
#include <system_error>

#include "base/escape.hpp"

namespace exporter::disk {

namespace {

// A container whose size stays the same is asked about less and less often: every eight minutes in the end.
constexpr int longest_patience = 8;

std::string device_label(const std::string& device) {
  return "device=\"" + base::escape_label(device) + "\"";
}

model::Record record_of(const FileSystem& file_system) {
  model::Record record{device_label(file_system.device), {}};
  const auto space = space_of(file_system);
  if (!space) return record;
  record.values[DiskWorker::usage] = {space->used, true};
  record.values[DiskWorker::limit] = {space->capacity, true};
  const bool has_inodes = space->inodes > 0;  // btrfs counts none
  record.values[DiskWorker::inodes] = {space->inodes, has_inodes};
  record.values[DiskWorker::inodes_free] = {space->inodes_free, has_inodes};
  return record;
}

}  // namespace

DiskWorker::DiskWorker(base::Host host, Ask ask, DiskTiming timing)
    : host_(std::move(host)), ask_(std::move(ask)), timing_(timing) {}

DiskWorker::~DiskWorker() { stop(); }

void DiskWorker::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void DiskWorker::begin_scrape(const std::string& docker_root) {
  const auto now = Clock::now();
  const std::lock_guard lock(mutex_);
  docker_root_ = docker_root;
  forget_unwanted();
  ++scrapes_;
  scraped_ = now;
  if (now >= due_) wake_.notify_all();
  if (thread_.joinable() || stopping_) return;
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {  // the kernel gives no thread (a limit of pids): the next scrape tries
                                        // again
  }
}

// What the scrape before this one did not want.
void DiskWorker::forget_unwanted() {
  std::erase_if(wanted_, [&](const auto& each) { return each.second.scrape != scrapes_; });
}

void DiskWorker::of_container(const std::string& id, std::vector<model::Record>& out) {
  const std::lock_guard lock(mutex_);
  const auto [entry, is_new] = wanted_.try_emplace(id);
  if (is_new) wake_.notify_all();
  auto& wanted = entry->second;
  wanted.scrape = scrapes_;
  out.resize(wanted.bytes ? 1 : 0);
  if (!wanted.bytes) return;
  out.front() = docker_;  // into the strings that are there
  out.front().values[usage] = {*wanted.bytes, true};
}

void DiskWorker::of_host(std::vector<model::Record>& out) {
  const std::lock_guard lock(mutex_);
  out = host_records_;
}

DiskWorker::Report DiskWorker::report() {
  const std::lock_guard lock(mutex_);
  Report report{std::nullopt, last_call_};
  const auto now = Clock::now();
  for (const auto& [id, wanted] : wanted_) {
    if (!wanted.bytes) continue;
    report.oldest = std::max(report.oldest.value_or(Clock::duration::zero()), now - wanted.answered);
  }
  return report;
}

DiskWorker::Clock::time_point DiskWorker::size_due(const Wanted& wanted) const {
  const bool never = wanted.asked == Clock::time_point{};
  return never ? wanted.asked : wanted.asked + timing_.between_sizes * wanted.patience;
}

// The one that is due first; nullptr where none is wanted.
const std::pair<const std::string, DiskWorker::Wanted>* DiskWorker::next() const {
  const auto found = std::min_element(wanted_.begin(), wanted_.end(), [this](const auto& a, const auto& b) {
    return size_due(a.second) < size_due(b.second);
  });
  return found == wanted_.end() ? nullptr : &*found;
}

// Works off what was due at the last scrape and then sleeps until a scrape comes when something is due again:
// who is not scraped does nothing.
void DiskWorker::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto* first = next();
    const auto look_due = last_look_ == Clock::time_point{} ? last_look_ : last_look_ + timing_.between_looks;
    const auto due = first == nullptr ? Clock::time_point::max() : size_due(first->second);
    if (scraped_ >= look_due) {
      look(lock);
    } else if (scraped_ < due) {
      due_ = std::min(look_due, due);
      wake_.wait(lock);
    } else if (Clock::now() < rest_until_) {
      wake_.wait_until(lock, rest_until_);
    } else {
      const std::string id = first->first;  // the one in the map may go while the lock is not held
      ask(id, lock);
    }
  }
}

void DiskWorker::look(std::unique_lock<std::mutex>& lock) {
  const std::string docker_root = docker_root_;
  lock.unlock();
  std::vector<model::Record> records;
  for (const auto& each : host_file_systems(host_)) records.push_back(record_of(each));
  model::Record of_docker;
  if (const auto file_system = docker_file_system(own_mounts(), host_, docker_root)) {
    const auto whole = record_of(*file_system);
    of_docker.labels = whole.labels;
    of_docker.values[limit] = whole.values[limit];
  }
  lock.lock();
  host_records_ = std::move(records);
  docker_ = std::move(of_docker);
  last_look_ = Clock::now();
}

void DiskWorker::ask(const std::string& id, std::unique_lock<std::mutex>& lock) {
  const auto begun = Clock::now();
  wanted_[id].asked = begun;
  lock.unlock();
  const auto bytes = ask_(id);
  lock.lock();
  last_call_ = Clock::now() - begun;
  rest_until_ = Clock::now() + *last_call_ * timing_.rest;
  const auto wanted = wanted_.find(id);
  if (wanted == wanted_.end() || !bytes) return;  // the last answer stays, and grows old
  const bool same = wanted->second.bytes == *bytes;
  wanted->second.patience = same ? std::min(wanted->second.patience * 2, longest_patience) : 1;
  wanted->second.bytes = *bytes;
  wanted->second.answered = Clock::now();
}

}  // namespace exporter::disk
