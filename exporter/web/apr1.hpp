// SPDX-License-Identifier: Apache-2.0
// Apache's variant of the MD5 crypt, which no crypt(3) has: what htpasswd -m writes, and its default.
#pragma once

#include <string>

namespace exporter::web {

// "$apr1$SALT$HASH" of the password, with the salt of `salted`, which begins with "$apr1$SALT".
std::string apr1(const std::string& password, const std::string& salted);

}  // namespace exporter::web
