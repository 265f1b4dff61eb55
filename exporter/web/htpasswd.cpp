// SPDX-License-Identifier: Apache-2.0
#include "web/htpasswd.hpp"

#include <Poco/Base64Decoder.h>
#include <Poco/Base64Encoder.h>
#include <Poco/Exception.h>
#include <Poco/SHA1Engine.h>
#include <crypt.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "web/apr1.hpp"

namespace exporter::web {

namespace {

constexpr std::string_view sha1_prefix = "{SHA}";
constexpr std::string_view apr1_prefix = "$apr1$";

// In a time that does not tell how much is the same.
bool same(std::string_view left, std::string_view right) {
  unsigned difference = left.size() == right.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    difference |=
        static_cast<unsigned char>(left[i]) ^ static_cast<unsigned>(static_cast<unsigned char>(right[i]));
  }
  return difference == 0;
}

std::string sha1(const std::string& password) {
  Poco::SHA1Engine engine;
  engine.update(password);
  const auto& digest = engine.digest();
  std::ostringstream out;
  Poco::Base64Encoder encoder(out);
  for (const auto byte : digest) encoder.put(static_cast<char>(byte));
  encoder.close();
  return std::string(sha1_prefix) + out.str();
}

std::string by_crypt(const std::string& password, const std::string& hash) {
  const auto data = std::make_unique<crypt_data>();
  const char* made = ::crypt_r(password.c_str(), hash.c_str(), data.get());
  return made == nullptr ? std::string() : std::string(made);
}

bool is_known(std::string_view hash) {
  constexpr std::array<std::string_view, 9> prefixes{"{SHA}", "$apr1$", "$2y$", "$2b$", "$2a$",
                                                     "$5$",   "$6$",    "$y$",  "$1$"};
  return std::any_of(prefixes.begin(), prefixes.end(), [&](auto prefix) { return hash.starts_with(prefix); });
}

// Empty for what is not base64.
std::string decoded(const std::string& text) {
  std::istringstream in(text);
  Poco::Base64Decoder decoder(in);
  try {
    return {std::istreambuf_iterator<char>(decoder), {}};
  } catch (const Poco::DataFormatException&) {
    return {};
  }
}

}  // namespace

bool matches(const std::string& password, const std::string& hash) {
  if (!is_known(hash)) return false;
  if (hash.starts_with(sha1_prefix)) return same(sha1(password), hash);
  if (hash.starts_with(apr1_prefix)) return same(apr1(password, hash), hash);
  return same(by_crypt(password, hash), hash);
}

Htpasswd::Htpasswd(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + ": the password file cannot be read");
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    const auto colon = line.find(':');
    const std::string where = path + ":" + std::to_string(number) + ": ";
    if (colon == std::string::npos || colon == 0) throw std::runtime_error(where + "a line is USER:HASH");
    const std::string hash = line.substr(colon + 1);
    if (!is_known(hash))
      throw std::runtime_error(where + "this form of password is not known; make it with htpasswd -B");
    hashes_[line.substr(0, colon)] = hash;
  }
  if (hashes_.empty()) throw std::runtime_error(path + ": no user is in the password file");
}

bool Htpasswd::accepts(const std::string& header) const {
  constexpr std::string_view scheme = "basic ";
  if (header.size() <= scheme.size()) return false;
  const bool basic = std::equal(scheme.begin(), scheme.end(), header.begin(), [](char wanted, char given) {
    return wanted == (given >= 'A' && given <= 'Z' ? static_cast<char>(given - 'A' + 'a') : given);
  });
  if (!basic) return false;
  const std::string pair = decoded(header.substr(scheme.size()));
  const auto colon = pair.find(':');
  if (colon == std::string::npos) return false;
  const auto user = hashes_.find(pair.substr(0, colon));
  // Who is not known takes as long as who is.
  const std::string& hash = user == hashes_.end() ? hashes_.begin()->second : user->second;
  return matches(pair.substr(colon + 1), hash) && user != hashes_.end();
}

}  // namespace exporter::web
