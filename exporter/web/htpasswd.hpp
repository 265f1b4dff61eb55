// SPDX-License-Identifier: Apache-2.0
// Users and passwords as Apache's htpasswd writes them (httpd 2.4, "Password Formats"): bcrypt, APR1, SHA-1,
// and what crypt(3) of this system knows (SHA-256, SHA-512, yescrypt, MD5).
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace exporter::web {

class Htpasswd {
 public:
  // Throws std::runtime_error that names the file, and the line where there is one.
  explicit Htpasswd(const std::string& path);

  // `header` is the request's Authorization; empty where there is none. Only basic authentication is
  // understood.
  bool accepts(const std::string& header) const;

 private:
  std::map<std::string, std::string> hashes_;  // by user
};

// Whether `hash` was made of `password`. False for a form of hash that is not known.
bool matches(const std::string& password, const std::string& hash);

}  // namespace exporter::web
