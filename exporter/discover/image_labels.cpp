// SPDX-License-Identifier: Apache-2.0
#include "discover/image_labels.hpp"

namespace exporter::discover {

namespace {

// Empty for an image that cannot be had.
EngineResult<Labels> ask(EngineClient& client, const std::string& image_id) {
  auto answer = client.image_labels(image_id);
  switch (answer.failure()) {
    case Failure::none: return answer;
    case Failure::not_found:
    case Failure::rejected:
    case Failure::malformed: return Labels{};
    case Failure::timed_out: {
      const auto version = client.connect();
      return version ? EngineResult<Labels>(Labels{}) : EngineResult<Labels>(version.error());
    }
    default: return answer.error();
  }
}

}  // namespace

EngineResult<std::vector<std::string>> ImageLabels::inherited(EngineClient& client,
                                                              const std::string& image_id,
                                                              const Labels& labels) {
  std::vector<std::string> keys;
  if (labels.empty()) return keys;
  auto known = known_.find(image_id);
  if (known == known_.end()) {
    auto answer = ask(client, image_id);
    if (!answer) return answer.error();
    known = known_.emplace(image_id, std::move(*answer)).first;
  }
  for (const auto& [key, value] : labels) {
    const auto same = known->second.find(key);
    if (same != known->second.end() && same->second == value) keys.push_back(key);
  }
  return keys;
}

void ImageLabels::keep_only(const std::unordered_set<std::string>& image_ids) {
  std::erase_if(known_, [&](const auto& entry) { return image_ids.count(entry.first) == 0; });
}

}  // namespace exporter::discover
