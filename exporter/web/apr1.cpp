// SPDX-License-Identifier: Apache-2.0
#include "web/apr1.hpp"

#include <Poco/MD5Engine.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace exporter::web {

namespace {

constexpr std::size_t digest_size = 16;
constexpr std::size_t longest_salt = 8;
constexpr int rounds = 1000;

std::string md5(const std::string& text) {
  Poco::MD5Engine engine;
  engine.update(text);
  const auto& digest = engine.digest();
  return {digest.begin(), digest.end()};
}

// `size` characters of `text`, over and over.
std::string repeated(const std::string& text, std::size_t size) {
  std::string out;
  while (out.size() < size) out += text;
  out.resize(size);
  return out;
}

void append_base64(std::string& out, std::uint32_t value, int letters) {
  constexpr const char* alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  for (; letters > 0; --letters, value >>= 6U) out += alphabet[value & 63U];
}

std::string written(const std::string& digest) {
  const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(digest[i])}; };
  constexpr std::array<std::array<std::size_t, 3>, 5> order{
      {{0, 6, 12}, {1, 7, 13}, {2, 8, 14}, {3, 9, 15}, {4, 10, 5}}};
  std::string out;
  for (const auto& [high, middle, low] : order)
    append_base64(out, byte(high) << 16U | byte(middle) << 8U | byte(low), 4);
  append_base64(out, byte(11), 2);
  return out;
}

}  // namespace

std::string apr1(const std::string& password, const std::string& salted) {
  const std::string magic = "$apr1$";
  auto salt = salted.substr(std::min(magic.size(), salted.size()));
  salt = salt.substr(0, std::min(salt.find('$'), longest_salt));

  std::string first = password + magic + salt + repeated(md5(password + salt + password), password.size());
  for (std::size_t i = password.size(); i > 0; i >>= 1U) first += (i & 1U) != 0 ? '\0' : password.front();
  std::string digest = md5(first);
  for (int i = 0; i < rounds; ++i) {
    std::string next = i % 2 != 0 ? password : digest;
    if (i % 3 != 0) next += salt;
    if (i % 7 != 0) next += password;
    next += i % 2 != 0 ? digest : password;
    digest = md5(next);
  }
  digest.resize(digest_size);
  return magic + salt + "$" + written(digest);
}

}  // namespace exporter::web
