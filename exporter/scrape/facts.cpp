// SPDX-License-Identifier: Apache-2.0
#include "scrape/facts.hpp"

#include <sys/stat.h>

#include <chrono>

namespace exporter::scrape {

namespace {

constexpr std::int64_t nanoseconds = 1'000'000'000;

}  // namespace

std::int64_t wall_clock_ns() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

std::int64_t made_at_ns(const std::string& directory) {
  struct stat status {};
  if (::stat(directory.c_str(), &status) != 0) return 0;
  return static_cast<std::int64_t>(status.st_mtim.tv_sec) * nanoseconds + status.st_mtim.tv_nsec;
}

model::Facts facts_of(std::int64_t now_ns, std::int64_t made_ns) {
  constexpr std::int64_t no_health_check = -1;
  model::Facts facts;
  set(facts, model::Fact::last_seen, now_ns / nanoseconds);
  set(facts, model::Fact::health, no_health_check);
  if (made_ns <= 0) return facts;
  set(facts, model::Fact::started, made_ns);
  set(facts, model::Fact::created, made_ns);
  return facts;
}

model::Facts facts_of(std::int64_t now_ns, const model::Identity& identity) {
  model::Facts facts = facts_of(now_ns, std::int64_t{0});
  if (identity.started_at_ns > 0) set(facts, model::Fact::started, identity.started_at_ns);
  if (identity.created_at_ns > 0) set(facts, model::Fact::created, identity.created_at_ns);
  // podman says "" and Docker "none" for a check that is switched off.
  const bool checked = !identity.health.empty() && identity.health != "none";
  if (checked) set(facts, model::Fact::health, identity.health == "healthy" ? 1 : 0);
  return facts;
}

}  // namespace exporter::scrape
