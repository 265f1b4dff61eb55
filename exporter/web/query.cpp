// SPDX-License-Identifier: Apache-2.0
#include "web/query.hpp"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <string_view>

namespace exporter::web {

namespace {

Poco::URI::QueryParameters parameters_of(const std::string& uri) {
  try {
    return Poco::URI(uri).getQueryParameters();
  } catch (const Poco::Exception& error) {
    throw BadQuery("the query cannot be read: " + error.displayText());
  }
}

model::Group group_of(const std::string& key, const std::string& word) {
  if (const auto group = model::group_named(word)) return *group;
  std::string known;
  for (const auto name : model::group_names) {
    if (model::group_named(name)) known.append(known.empty() ? "" : ", ").append(name);
  }
  throw BadQuery(key + "=" + word + ": there is no such group; there are " + known);
}

bool is_true(const std::string& key, const std::string& word) {
  if (word != "true" && word != "false") throw BadQuery(key + "=" + word + ": it is true or false");
  return word == "true";
}

expose::NamePattern pattern_of(const std::string& text) {
  try {
    return expose::NamePattern(text);
  } catch (const std::invalid_argument& error) {
    throw BadQuery(error.what());
  }
}

}  // namespace

expose::View view_of(const std::string& uri, expose::Format format) {
  model::Groups collected;
  model::Groups excluded = expose::every_group();
  bool collect = false;
  bool exclude = false;
  expose::View view{.format = format};
  for (const auto& [key, word] : parameters_of(uri)) {
    if (key == "collect[]") {
      collected.set(group_of(key, word), true);
      collect = true;
    } else if (key == "exclude[]") {
      excluded.set(group_of(key, word), false);
      exclude = true;
    } else if (key == "name") {
      if (view.name) throw BadQuery("name is given twice; one pattern can name several: name=a|b");
      view.name = pattern_of(word);
    } else if (key == "created") {
      view.created = is_true(key, word);
    }
  }
  if (collect && exclude) throw BadQuery("collect[] and exclude[] cannot be used together");
  view.groups = collect ? collected : excluded;
  return view;
}

}  // namespace exporter::web
