// SPDX-License-Identifier: Apache-2.0
#include "discover/json_value.hpp"

#include <Poco/JSON/Parser.h>

#include <limits>

namespace exporter::discover::json {

Value parse(std::string_view text) {
  constexpr std::size_t deepest = 64;  // an inspect answer of Docker nests to 7
  Poco::JSON::Parser parser;
  parser.setDepth(deepest);
  return parser.parse(std::string(text));
}

Object as_object(const Value& value) {
  return value.type() == typeid(Object) ? value.extract<Object>() : Object();
}

Array as_array(const Value& value) {
  return value.type() == typeid(Array) ? value.extract<Array>() : Array();
}

std::string as_text(const Value& value) {
  return value.isString() ? value.extract<std::string>() : std::string();
}

std::int64_t as_integer(const Value& value) {
  constexpr auto largest = std::numeric_limits<std::int64_t>::max();
  constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
  if (!value.isNumeric() || value.isBoolean()) return 0;
  if (value.type() == typeid(Poco::UInt64)) {
    const auto number = value.extract<Poco::UInt64>();
    return number > static_cast<Poco::UInt64>(largest) ? largest : static_cast<std::int64_t>(number);
  }
  if (value.isInteger()) return value.convert<Poco::Int64>();
  const auto number = value.convert<double>();
  if (number >= static_cast<double>(largest)) return largest;
  if (number <= static_cast<double>(smallest)) return smallest;
  return static_cast<std::int64_t>(number);
}

Value member(const Object& object, const std::string& key) {
  return object.isNull() ? Value() : object->get(key);
}

bool flag(const Object& from, const std::string& key) {
  const Value value = member(from, key);
  return value.isBoolean() && value.extract<bool>();
}

}  // namespace exporter::discover::json
