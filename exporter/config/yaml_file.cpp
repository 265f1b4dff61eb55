// SPDX-License-Identifier: Apache-2.0
#include "config/yaml_file.hpp"

#include <yaml-cpp/yaml.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "base/scan.hpp"
#include "config/words.hpp"

namespace exporter::config {

namespace {

constexpr std::size_t largest_file = 1U << 20U;
constexpr std::string_view remedy = "; config/exporter.yml shows every key";

std::string read_whole(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    throw ConfigError(
        path + ": is a directory, not a file (Docker makes one where a bind mount's source is missing)");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw ConfigError(path + ": cannot be opened: " + std::strerror(errno));
  std::string text(largest_file + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) throw ConfigError(path + ": cannot be read: " + std::strerror(errno));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > largest_file) throw ConfigError(path + ": is larger than 1 MiB; is this the right file?");
  if (base::trim(text).empty()) throw ConfigError(path + ":1: the file is empty" + std::string(remedy));
  return text;
}

std::string_view kind_of(const YAML::Node& node) {
  if (node.IsMap()) return "a map";
  if (node.IsSequence()) return "a list";
  if (node.IsScalar()) return "a single value";
  return "nothing";
}

const Option* find_option(const std::string& name) {
  for (const auto& option : options()) {
    if (option.in_file && option.name == name) return &option;
  }
  return nullptr;
}

// "web" for "web.listen-address".
std::string section_of(const Option& option) {
  return std::string(option.name.substr(0, option.name.find('.')));
}

std::vector<std::string> sections() {
  std::vector<std::string> names;
  for (const auto& option : options()) {
    if (!option.in_file) continue;
    if (names.empty() || names.back() != section_of(option)) names.push_back(section_of(option));
  }
  return names;
}

class Reader {
 public:
  explicit Reader(std::string path) : path_(std::move(path)) {}

  std::vector<Setting> read(const std::string& text) {
    try {
      const auto documents = YAML::LoadAll(text);
      if (documents.size() > 1) fail(documents[1].Mark(), "a second YAML document starts here; remove it");
      if (!documents.empty() && !documents[0].IsNull()) read_root(documents[0]);
    } catch (const YAML::Exception& error) {
      fail(error.mark, "not valid YAML: " + quote(error.msg));
    }
    return std::move(settings_);
  }

 private:
  [[noreturn]] void fail(const YAML::Mark& mark, const std::string& what) const {
    throw ConfigError(place(mark) + what);
  }

  std::string place(const YAML::Mark& mark) const {
    return path_ + ":" + std::to_string(mark.is_null() ? 1 : mark.line + 1) + ": ";
  }

  void read_root(const YAML::Node& root) {
    if (!root.IsMap()) {
      fail(root.Mark(),
           "expected a map of sections, found " + std::string(kind_of(root)) + std::string(remedy));
    }
    read_map(root, "");
  }

  void read_map(const YAML::Node& map, const std::string& prefix) {
    std::map<std::string, int> lines;
    for (const auto& entry : map) {
      const auto mark = entry.first.Mark();
      if (!entry.first.IsScalar()) fail(mark, "expected a key, found " + std::string(kind_of(entry.first)));
      const std::string name = prefix + entry.first.Scalar();
      const auto [first, is_new] = lines.emplace(name, mark.line + 1);
      if (!is_new) {
        fail(mark, quote(name) + " is a duplicate of line " + std::to_string(first->second) + "; remove one");
      }
      if (entry.first.Scalar().find('.') != std::string::npos) fail_dotted(name, mark);
      read_entry(entry.second, name, mark);
    }
  }

  void read_entry(const YAML::Node& value, const std::string& name, const YAML::Mark& mark) {
    if (const Option* option = find_option(name)) {
      settings_.push_back({option, values(value, *option, mark), place(mark) + name});
    } else if (is_section(name)) {
      if (value.IsMap()) return read_map(value, name + ".");
      if (!value.IsNull())
        fail(mark, name + ": expected a map of keys, found " + std::string(kind_of(value)));
    } else {
      fail_unknown(name, mark);
    }
  }

  std::vector<std::string> values(const YAML::Node& value, const Option& option,
                                  const YAML::Mark& mark) const {
    if (!is_list(option)) return {scalar(value, option, mark)};
    if (!value.IsSequence()) {
      fail(mark, std::string(option.name) + ": expected a list, such as [one, two], of " +
                     std::string(option.check.expected) + "; found " + std::string(kind_of(value)));
    }
    std::vector<std::string> items;
    for (const auto& item : value) items.push_back(scalar(item, option, mark));
    return items;
  }

  std::string scalar(const YAML::Node& value, const Option& option, const YAML::Mark& mark) const {
    if (value.IsScalar()) return value.Scalar();
    fail(mark, std::string(option.name) + ": expected " + std::string(option.check.expected) + "; found " +
                   std::string(kind_of(value)));
  }

  static bool is_section(const std::string& name) {
    for (const auto& section : sections()) {
      if (section == name) return true;
    }
    return false;
  }

  [[noreturn]] void fail_unknown(const std::string& name, const YAML::Mark& mark) const {
    std::vector<std::string> known = sections();
    for (const auto& option : options()) {
      if (option.in_file) known.emplace_back(option.name);
    }
    fail(mark, quote(name) + " is an unknown key; the nearest valid name is " + nearest(name, known));
  }

  [[noreturn]] void fail_dotted(const std::string& name, const YAML::Mark& mark) const {
    const Option* option = find_option(name);
    if (option == nullptr) fail_unknown(name, mark);
    const auto section = section_of(*option);
    fail(mark, quote(name) + " is two keys: write it as " + section + ": {" +
                   name.substr(section.size() + 1) + ": ...}");
  }

  std::string path_;
  std::vector<Setting> settings_;
};

}  // namespace

std::vector<Setting> read_yaml(const std::string& path) { return Reader(path).read(read_whole(path)); }

}  // namespace exporter::config
