// SPDX-License-Identifier: Apache-2.0
// What a user wants on the page: which metric groups, which labels, which containers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/group.hpp"

namespace exporter::model {

// Entries are exact names or shell patterns ("com.example.*"), of the label as Docker has it or as the page
// writes it, with underscores.
struct LabelPolicy {
  // all, none, or own: without those inherited unchanged from the image, and Compose's bookkeeping.
  std::string base{"own"};
  std::vector<std::string> allow;  // written although the base leaves them out
  std::vector<std::string> deny;   // never written; wins over the others
  // Environment variables written as container_env_*: those whose name begins with one of these.
  std::vector<std::string> variables;
  std::size_t max_value_bytes = 1024;  // a longer value is cut
  bool info = false;                   // container_labels_info: with the labels that the base leaves out

  bool operator==(const LabelPolicy&) const = default;
};

// Regular expressions (ECMAScript) for a whole name, image or label's value. Of each include list that is not
// empty one has to match; of the exclude lists none may. A label is KEY=REGEX, or KEY where any value will
// do.
struct Selection {
  std::vector<std::string> include_names;
  std::vector<std::string> include_images;
  std::vector<std::string> include_labels;
  std::vector<std::string> exclude_names;
  std::vector<std::string> exclude_images;
  std::vector<std::string> exclude_labels;
  bool root = true;  // the root cgroup, id="/"
  // Of cgroups that are no container's: none; services, systemd's outermost services and scopes; or all.
  std::string cgroups{"none"};
  std::vector<std::string>
      cgroup_prefixes;  // of their paths; where there are any, no others, and these even with none

  bool operator==(const Selection&) const = default;
};

struct Policy {
  Groups groups = default_groups;
  LabelPolicy labels;
  Selection selection;
  std::size_t tombstone_seconds = 300;  // how long container_last_seen outlives its container; 0 = not at all

  bool operator==(const Policy&) const = default;
};

}  // namespace exporter::model
