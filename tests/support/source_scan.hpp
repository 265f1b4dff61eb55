// SPDX-License-Identifier: Apache-2.0
// Just enough of C++'s lexing to tell code from comments: includes and string literals of a source file.
#pragma once

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace support {

struct Include {
  std::string path;
  bool quoted = false;  // "..." and not <...>
};

struct Scanned {
  std::vector<Include> includes;
  std::vector<std::string> strings;  // contents of string literals, escapes as written
};

class SourceScan {
 public:
  explicit SourceScan(std::string_view text) : text_(text) {}

  Scanned scan() {
    while (at_ < text_.size()) {
      if (starts("//")) {
        skip_to("\n");
      } else if (starts("/*")) {
        skip_to("*/");
      } else if (starts("#include")) {
        read_include();
      } else if (starts("R\"") && !after_word()) {
        read_raw_string();
      } else if (starts("\"")) {
        result_.strings.push_back(read_quoted('"'));
      } else if (starts("'") && !after_word()) {  // 1'000 is no character
        read_quoted('\'');
      } else {
        ++at_;
      }
    }
    return result_;
  }

 private:
  bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  bool after_word() const { return at_ > 0 && std::isalnum(static_cast<unsigned char>(text_[at_ - 1])) != 0; }
  std::string take_to(std::string_view end) {
    const auto found = text_.find(end, at_);
    const auto stop = found == std::string_view::npos ? text_.size() : found;
    std::string taken(text_.substr(at_, stop - at_));
    at_ = found == std::string_view::npos ? stop : stop + end.size();
    return taken;
  }
  void skip_to(std::string_view end) {
    at_ += 2;  // the comment's own beginning: "/*/" does not end
    take_to(end);
  }
  void read_include() {
    const std::string line = take_to("\n");
    const auto open = line.find_first_of("<\"");
    if (open == std::string::npos) return;
    const bool quoted = line[open] == '"';
    const auto close = line.find(quoted ? '"' : '>', open + 1);
    result_.includes.push_back({line.substr(open + 1, close - open - 1), quoted});
  }
  void read_raw_string() {
    at_ += 2;
    const std::string delimiter = take_to("(");
    result_.strings.push_back(take_to(")" + delimiter + "\""));
  }
  std::string read_quoted(char quote) {
    std::string content;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) content += text_[at_++];
      content += text_[at_];
    }
    ++at_;
    return content;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Scanned result_;
};

}  // namespace support
