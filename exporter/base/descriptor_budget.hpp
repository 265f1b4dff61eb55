// SPDX-License-Identifier: Apache-2.0
// How many files may still be kept open between scrapes. Copies share one number, so that who needs many may
// have what others leave. Not thread-safe: one scrape at a time.
#pragma once

#include <cstddef>
#include <memory>

namespace exporter::base {

class DescriptorBudget {
 public:
  DescriptorBudget(std::size_t descriptors)  // NOLINT(google-explicit-constructor)
      : left_(std::make_shared<std::size_t>(descriptors)) {}

  // All or none.
  bool take(std::size_t descriptors = 1) {
    if (*left_ < descriptors) return false;
    *left_ -= descriptors;
    return true;
  }
  void give_back(std::size_t descriptors = 1) { *left_ += descriptors; }

 private:
  std::shared_ptr<std::size_t> left_;
};

}  // namespace exporter::base
