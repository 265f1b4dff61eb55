// SPDX-License-Identifier: Apache-2.0
#include "web/htpasswd.hpp"

#include <stdexcept>

#include "support/catch.hpp"
#include "support/temp_tree.hpp"
#include "web/apr1.hpp"

using exporter::web::Htpasswd;
using exporter::web::matches;

namespace {

std::string error_of(const std::string& path) {
  try {
    const Htpasswd users(path);
    return "none";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

}  // namespace

// Made by openssl passwd and by crypt(3).
TEST_CASE("a password matches in every form that htpasswd writes") {
  for (const auto* hash :
       {"{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=", "$1$abc$iCQ2D3nhptRYi27fDYv2s1",
        "$6$saltsalt$TVLlQcbpFVof5W3Yz4DTP6gRstiNuHwwTt6GLc1E5n0U0aDehy0S5knV8wiOQSpT0Y77vwPZN.Pq.H91p5hVO1",
        "$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a"}) {
    CAPTURE(hash);
    CHECK(matches("secret", hash));
    CHECK_FALSE(matches("Secret", hash));
    CHECK_FALSE(matches("", hash));
  }
  CHECK(matches("myPassword", "$apr1$r31....$wBK4QazZOYKWp4EEIOXvk."));
  CHECK_FALSE(matches("mypassword", "$apr1$r31....$wBK4QazZOYKWp4EEIOXvk."));
  CHECK(matches("", "$apr1$abc$BfqKdn9xFDWJPa3kcp/PH0"));
  CHECK_FALSE(matches("plain", "plain"));
  CHECK_FALSE(matches("", ""));
}

TEST_CASE("who is in the file may come in, with the right password") {
  support::TempTree tree;
  tree.write("users", "# people\n\nann:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\r\n");
  const Htpasswd users(tree.path("users"));
  CHECK(users.accepts("Basic YW5uOnNlY3JldA=="));  // ann:secret
  CHECK(users.accepts("basic YW5uOnNlY3JldA=="));
  for (const auto* header : {"", "Basic", "Basic ", "Basic !!!!", "Bearer YW5uOnNlY3JldA==",
                             "Basic YW5uOndyb25n", "Basic Ym9iOnNlY3JldA==", "Basic YW5u"}) {
    CAPTURE(header);
    CHECK_FALSE(users.accepts(header));
  }
}

TEST_CASE("what is wrong with a password file is said with its line") {
  support::TempTree tree;
  const auto with = [&](const std::string& text) {
    tree.write("users", text);
    return error_of(tree.path("users"));
  };
  CHECK(error_of(tree.path("nowhere")) == tree.path("nowhere") + ": the password file cannot be read");
  CHECK(with("ann\n") == tree.path("users") + ":1: a line is USER:HASH");
  CHECK(with("# x\n:x\n") == tree.path("users") + ":2: a line is USER:HASH");
  CHECK(with("ann:secret\n") ==
        tree.path("users") + ":1: this form of password is not known; make it with htpasswd -B");
  CHECK(with("\n") == tree.path("users") + ": no user is in the password file");
}
