// SPDX-License-Identifier: Apache-2.0
#include "discover/inventory.hpp"

#include <algorithm>
#include <utility>

namespace exporter::discover {

namespace {

// Containers of another runtime stay unknown for ever: they are asked about again, but not often.
constexpr auto ask_again = std::chrono::seconds(60);
// No scrape asked since: the cgroup is gone.
constexpr auto forget_after = std::chrono::minutes(5);
constexpr std::size_t most_questions = 8192;
constexpr std::size_t most_ooms = 1024;  // of one container

}  // namespace

Inventory::Answer Inventory::find(const std::string& id, Clock::time_point now, Clock::duration patience) {
  std::function<void()> wake;
  Answer answer;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = known_.find(id); found != known_.end()) return {Standing::known, found->second};
    const bool quiet = wanted_.empty();
    answer.standing = question(id, now, patience);
    if (quiet && !wanted_.empty()) wake = wake_;
  }
  if (wake) wake();
  return answer;
}

Inventory::Standing Inventory::question(const std::string& id, Clock::time_point now,
                                        Clock::duration patience) {
  newest_question_ = std::max(newest_question_, now);
  auto entry = questions_.find(id);
  if (entry == questions_.end()) {
    if (questions_.size() >= most_questions) forget_old_questions();
    if (questions_.size() >= most_questions) return Standing::unknown;
    entry = questions_.emplace(id, Question{now, now, Clock::time_point::min(), false}).first;
  }
  auto& question = entry->second;
  question.last = now;
  if (!engine_->up) {
    question.settled = true;
    return Standing::unknown;
  }
  const bool due = question.forwarded == Clock::time_point::min() || now - question.forwarded >= ask_again;
  if (due) {
    question.forwarded = now;
    wanted_.push_back(id);
  }
  return !question.settled && now - question.first < patience ? Standing::pending : Standing::unknown;
}

void Inventory::forget_old_questions() {
  if (newest_question_ - last_forgotten_ < ask_again) return;
  last_forgotten_ = newest_question_;
  std::erase_if(questions_,
                [this](const auto& entry) { return newest_question_ - entry.second.last >= forget_after; });
}

EngineStatePtr Inventory::engine() const {
  const std::lock_guard lock(mutex_);
  return engine_;
}

std::vector<model::IdentityPtr> Inventory::all() const {
  std::vector<model::IdentityPtr> identities;
  const std::lock_guard lock(mutex_);
  identities.reserve(known_.size());
  for (const auto& [id, identity] : known_) identities.push_back(identity);
  return identities;
}

std::size_t Inventory::open_questions() const {
  const std::lock_guard lock(mutex_);
  return questions_.size();
}

// An identity that says the same stays the same object: what is cached by its address stays good.
void Inventory::put(model::IdentityPtr identity) {
  const std::lock_guard lock(mutex_);
  questions_.erase(identity->id);
  auto& known = known_[identity->id];
  if (!known || *known != *identity) known = std::move(identity);
}

void Inventory::remove(const std::string& id) {
  const std::lock_guard lock(mutex_);
  known_.erase(id);
}

void Inventory::forget(const std::string& id) {
  const std::lock_guard lock(mutex_);
  known_.erase(id);
  ooms_.erase(id);
}

void Inventory::note_oom(const std::string& id, std::int64_t at_ns) {
  const std::lock_guard lock(mutex_);
  if (ooms_.size() >= most_questions && ooms_.count(id) == 0) return;
  auto& times = ooms_[id];
  times.insert(std::upper_bound(times.begin(), times.end(), at_ns), at_ns);
  if (times.size() > most_ooms) times.erase(times.begin());
}

std::vector<std::int64_t> Inventory::ooms(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = ooms_.find(id);
  return found == ooms_.end() ? std::vector<std::int64_t>() : found->second;
}

void Inventory::no_such_container(const std::string& id) {
  const std::lock_guard lock(mutex_);
  known_.erase(id);
  if (const auto found = questions_.find(id); found != questions_.end()) found->second.settled = true;
}

void Inventory::keep_only(const std::unordered_set<std::string>& ids) {
  const std::lock_guard lock(mutex_);
  std::erase_if(known_, [&](const auto& entry) { return ids.count(entry.first) == 0; });
  forget_old_questions();
}

void Inventory::set_engine(EngineState state) {
  const std::lock_guard lock(mutex_);
  if (state.up && !engine_->up) {
    for (auto& [id, question] : questions_) question.forwarded = Clock::time_point::min();
  }
  if (!state.up) wanted_.clear();
  engine_ = std::make_shared<const EngineState>(std::move(state));
}

std::vector<std::string> Inventory::take_wanted() {
  const std::lock_guard lock(mutex_);
  return std::exchange(wanted_, {});
}

void Inventory::on_wanted(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

}  // namespace exporter::discover
