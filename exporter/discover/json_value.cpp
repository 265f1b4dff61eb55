// SPDX-License-Identifier: Apache-2.0
#include "discover/json_value.hpp"

#include <Poco/Exception.h>
#include <Poco/JSON/ParseHandler.h>
#include <Poco/JSON/Parser.h>

#include <limits>

namespace exporter::discover::json {

namespace {

// The outermost array is emptied each time that one of its elements is whole.
class Elements : public Poco::JSON::ParseHandler {
 public:
  explicit Elements(const std::function<void(const Value&)>& take) : take_(take) {}

  void startObject() override {
    ++depth_;
    ParseHandler::startObject();
  }
  void startArray() override {
    ++depth_;
    ParseHandler::startArray();
  }
  void endObject() override {
    ParseHandler::endObject();
    end();
  }
  void endArray() override {
    ParseHandler::endArray();
    end();
  }

 private:
  void end() {
    if (--depth_ != 1) return;
    Array all = as_array(asVar());
    if (all.isNull()) return;
    take_(all->get(static_cast<unsigned>(all->size()) - 1));
    all->clear();
  }

  const std::function<void(const Value&)>& take_;
  int depth_ = 0;
};

Value parse(std::string_view text, const Poco::JSON::Handler::Ptr& handler) {
  constexpr std::size_t deepest = 64;  // an inspect answer of Docker nests to 7
  Poco::JSON::Parser parser(handler);
  parser.setDepth(deepest);
  return parser.parse(std::string(text));
}

}  // namespace

Value parse(std::string_view text) { return parse(text, new Poco::JSON::ParseHandler); }

void for_each_element(std::string_view text, const std::function<void(const Value&)>& take) {
  if (as_array(parse(text, new Elements(take))).isNull()) throw Poco::DataFormatException("no array");
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
