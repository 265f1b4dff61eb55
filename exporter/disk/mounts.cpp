// SPDX-License-Identifier: Apache-2.0
#include "disk/mounts.hpp"

#include "base/scan.hpp"

namespace exporter::disk {

namespace {

bool is_octal(char letter) { return letter >= '0' && letter <= '7'; }

// A blank is \\040 there.
std::string unescaped(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool escape = word[i] == '\\' && i + 3 < word.size() && is_octal(word[i + 1]) &&
                        is_octal(word[i + 2]) && is_octal(word[i + 3]);
    if (!escape) {
      out += word[i];
      continue;
    }
    out += static_cast<char>((word[i + 1] - '0') * 64 + (word[i + 2] - '0') * 8 + (word[i + 3] - '0'));
    i += 3;
  }
  return out;
}

}  // namespace

// "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue"
std::vector<Mount> parse_mountinfo(std::string_view text) {
  std::vector<Mount> mounts;
  while (!text.empty()) {
    auto line = base::take_line(text);
    constexpr std::string_view separator = " - ";
    const auto middle = line.find(separator);
    if (middle == std::string_view::npos) continue;
    auto rest = line.substr(middle + separator.size());
    Mount mount;
    mount.id = base::take_word(line);
    base::take_word(line);
    mount.device = base::take_word(line);
    mount.root = unescaped(base::take_word(line));
    mount.point = unescaped(base::take_word(line));
    mount.type = base::take_word(rest);
    mount.source = unescaped(base::take_word(rest));
    if (!mount.point.empty() && !mount.source.empty()) mounts.push_back(std::move(mount));
  }
  return mounts;
}

}  // namespace exporter::disk
