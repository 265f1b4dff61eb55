// SPDX-License-Identifier: Apache-2.0
// Which of a container's labels are its image's. An image is asked for once, and remembered while a container
// uses it. Not thread-safe: the watcher's.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "discover/engine_client.hpp"

namespace exporter::discover {

class ImageLabels {
 public:
  // The keys of `labels` that the image has with the same value, sorted. Of an image that cannot be had
  // (deleted, or slower than the engine itself) there are none, and that stands as long as a container uses
  // it: the labels of a running container never change. An error only when the engine does not answer at all.
  EngineResult<std::vector<std::string>> inherited(EngineClient& client, const std::string& image_id,
                                                   const Labels& labels);

  void keep_only(const std::unordered_set<std::string>& image_ids);  // the images in use

 private:
  std::unordered_map<std::string, Labels> known_;  // by ID
};

}  // namespace exporter::discover
