// SPDX-License-Identifier: Apache-2.0
#include "processes/process.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>

#include "base/scan.hpp"

namespace exporter::processes {

using base::Errc;

base::Result<char> parse_state(std::string_view text) {
  const auto name_ends = text.rfind(')');
  if (name_ends == std::string_view::npos) return Errc::malformed;
  text.remove_prefix(name_ends + 1);
  const auto state = base::take_word(text);
  if (state.size() != 1) return Errc::malformed;
  return state.front();
}

std::int64_t parse_threads(std::string_view text) {
  constexpr int after_name = 20 - 3;
  const auto name_ends = text.rfind(')');
  if (name_ends == std::string_view::npos) return 1;
  text.remove_prefix(name_ends + 1);
  for (int field = 0; field < after_name; ++field) base::take_word(text);
  const auto threads = base::parse_number(base::take_word(text));
  return threads ? *threads : 1;
}

model::Value parse_open_files_limit(std::string_view text) {
  constexpr std::string_view key = "Max open files";
  while (!text.empty()) {
    auto line = base::take_line(text);
    if (!line.starts_with(key)) continue;
    line.remove_prefix(key.size());
    const auto word = base::take_word(line);
    if (word == "unlimited") return {-1, true};
    const auto number = base::parse_number(word);
    return number ? model::Value{*number, true} : model::Value{};
  }
  return {};
}

base::Result<OpenFiles> count_open_files(const std::string& directory) {
  const std::string path = directory + "/fd";
  const auto folder = base::open_directory(AT_FDCWD, path.c_str());
  if (!folder) return folder.error();
  const auto entries = base::list_directory(AT_FDCWD, path.c_str());
  if (!entries) return entries.error();
  OpenFiles found;
  for (const auto& entry : *entries) {
    std::array<char, 16> target{};
    const auto length = ::readlinkat(folder->get(), entry.name.c_str(), target.data(), target.size());
    if (length < 0 && errno != ENOENT) return Errc::denied;
    if (length < 0) continue;  // closed meanwhile
    ++found.all;
    if (std::string_view(target.data(), static_cast<std::size_t>(length)).starts_with("socket:"))
      ++found.sockets;
  }
  return found;
}

}  // namespace exporter::processes
