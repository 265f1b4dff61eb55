// SPDX-License-Identifier: Apache-2.0
#include "scrape/labels.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "base/escape.hpp"
#include "base/file.hpp"

namespace exporter::scrape {

namespace {

void append(std::string& out, std::string_view name, std::string_view value,
            std::size_t longest = base::longest_label_value) {
  if (value.empty()) return;
  if (!out.empty()) out += ',';
  out.append(name).append("=\"").append(base::escape_label(value, longest)).append("\"");
}

void append_file(std::string& out, std::string_view name, const std::string& path) {
  const auto text = base::read_text(path);
  if (text) append(out, name, *text);
}

bool any_matches(const std::vector<std::string>& patterns, const std::string& key, const std::string& name) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return ::fnmatch(pattern.c_str(), key.c_str(), 0) == 0 ||
           ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
  });
}

// Compose's and podman-compose's books: new with each deployment, or the same for a whole file. What people
// group by stays.
bool is_bookkeeping(std::string_view key) {
  for (const std::string_view prefix : {"com.docker.compose.", "io.podman.compose."}) {
    if (!key.starts_with(prefix)) continue;
    key.remove_prefix(prefix.size());
    return key != "project" && key != "service" && key != "container-number";
  }
  return false;
}

bool is_own(const model::Identity& identity, const std::string& key) {
  return !is_bookkeeping(key) &&
         !std::binary_search(identity.inherited.begin(), identity.inherited.end(), key);
}

std::string lower_case(std::string text) {
  for (char& letter : text) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return text;
}

// Of one container.
class Block {
 public:
  Block(const model::Identity& identity, const model::LabelPolicy& policy)
      : identity_(identity), policy_(policy) {}

  // Those that the base lets through, or those that it leaves out.
  void append_labels(std::string& out, bool let_through) {
    for (const auto& [key, value] : identity_.labels) {
      const std::string name = base::sanitize_label_name(key);
      if (any_matches(policy_.deny, key, name) || lets_through(key, name) != let_through) continue;
      append_once(out, "container_label_" + name, value);
    }
  }

  void append_environment(std::string& out) {
    for (const auto& [name, value] : identity_.environment) {
      append_once(out, "container_env_" + base::sanitize_label_name(lower_case(name)), value);
    }
  }

  std::size_t collisions() const { return collisions_; }

 private:
  bool lets_through(const std::string& key, const std::string& name) const {
    return policy_.base == "all" || (policy_.base == "own" && is_own(identity_, key)) ||
           any_matches(policy_.allow, key, name);
  }

  void append_once(std::string& out, const std::string& name, const std::string& value) {
    if (value.empty()) return;
    if (names_.insert(name).second) {
      append(out, name, value, policy_.max_value_bytes);
    } else {
      ++collisions_;
    }
  }

  const model::Identity& identity_;
  const model::LabelPolicy& policy_;
  std::set<std::string> names_;
  std::size_t collisions_ = 0;
};

}  // namespace

ContainerLabels container_labels(const std::string& path, const model::Identity* identity,
                                 const model::LabelPolicy& policy) {
  ContainerLabels result;
  append(result.shared, "id", path);
  if (identity == nullptr) return result;
  append(result.shared, "name", identity->name);
  append(result.shared, "image", identity->image);
  Block block(*identity, policy);
  block.append_labels(result.shared, true);
  block.append_environment(result.shared);
  if (policy.info) {
    result.all = result.shared;
    block.append_labels(result.all, false);
  }
  result.collisions = block.collisions();
  return result;
}

std::string machine_labels(const base::Host& host) {
  std::string out;
  append_file(out, "machine_id", host.machine_id());
  append_file(out, "system_uuid", host.product_uuid());
  append_file(out, "boot_id", host.boot_id());
  return out;
}

}  // namespace exporter::scrape
