// SPDX-License-Identifier: Apache-2.0
// The door to Poco::JSON: reading members that may be missing, null or of another type. Included by the
// parsers of docker_json.hpp only. May throw Poco's exceptions and std::bad_alloc; see guarded().
#pragma once

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace exporter::discover::json {

using Object = Poco::JSON::Object::Ptr;  // may be null; every reader below takes null for empty
using Array = Poco::JSON::Array::Ptr;
using Value = Poco::Dynamic::Var;

// The whole text; throws when it is not JSON, or nested deeper than any real answer.
Value parse(std::string_view text);

// Hands each element of an array over as soon as it is read, and forgets it: a long list is never in memory
// as one tree. Throws as parse() does, and when the text is no array; some elements may have been handed over
// then.
void for_each_element(std::string_view text, const std::function<void(const Value&)>& take);

Object as_object(const Value& value);  // null when it is none
Array as_array(const Value& value);
std::string as_text(const Value& value);      // empty when it is no string
std::int64_t as_integer(const Value& value);  // 0 when it is no number; beyond int64 the nearest
Value member(const Object& object, const std::string& key);  // empty when it is missing

inline Object object(const Object& from, const std::string& key) { return as_object(member(from, key)); }
inline Array array(const Object& from, const std::string& key) { return as_array(member(from, key)); }
inline std::string text(const Object& from, const std::string& key) { return as_text(member(from, key)); }
inline std::int64_t integer(const Object& from, const std::string& key) {
  return as_integer(member(from, key));
}
bool flag(const Object& from, const std::string& key);

// Whatever `read` throws means malformed.
template <typename Reader>
auto guarded(Reader read) -> decltype(read()) {
  try {
    return read();
  } catch (const std::exception&) {
    return base::Errc::malformed;
  }
}

// The same, of the parsed text.
template <typename Reader>
auto guarded(std::string_view text, Reader read) -> decltype(read(Value())) {
  return guarded([&] { return read(parse(text)); });
}

}  // namespace exporter::discover::json
