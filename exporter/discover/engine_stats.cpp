// SPDX-License-Identifier: Apache-2.0
#include "discover/engine_stats.hpp"

#include <utility>

namespace exporter::discover {

using base::Errc;

namespace {

Errc code_of(Failure failure) {
  switch (failure) {
    case Failure::not_found: return Errc::absent;
    case Failure::denied: return Errc::denied;
    case Failure::malformed: return Errc::malformed;
    default: return Errc::io;
  }
}

}  // namespace

EngineStats::EngineStats(EngineAddress address, EnginePatience patience)
    : client_(std::move(address), patience) {}

template <typename Question>
auto EngineStats::ask(Question question) -> base::Result<std::decay_t<decltype(*question())>> {
  error_.clear();
  if (client_.api_version().empty()) {
    if (const auto version = client_.connect(); !version) {
      error_ = version.error().text;
      return code_of(version.failure());
    }
  }
  auto answer = question();
  if (answer) return std::move(*answer);
  // The engine may have been replaced by one that speaks other versions.
  if (answer.failure() != Failure::not_found) client_.forget_version();
  if (answer.failure() != Failure::not_found) error_ = answer.error().text;
  return code_of(answer.failure());
}

base::Result<std::vector<model::Interface>> EngineStats::networks(const std::string& id) {
  return ask([&] { return client_.networks(id); });
}

base::Result<std::int64_t> EngineStats::size(const std::string& id) {
  return ask([&] { return client_.size(id); });
}

}  // namespace exporter::discover
