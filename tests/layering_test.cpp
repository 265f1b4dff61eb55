// SPDX-License-Identifier: Apache-2.0
// The rules of docs/architecture.md about who may include and spell what, checked on the sources of
// exporter/.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "support/catch.hpp"
#include "support/source_scan.hpp"

namespace {

using Names = std::set<std::string>;
using Complaints = std::vector<std::string>;

// Each directory and those it may include from, itself aside.
const std::map<std::string, Names> directions{
    {"base", {}},
    {"model", {"base"}},
    {"config", {"base", "model"}},
    {"discover", {"base", "model"}},
    {"read", {"base", "model"}},
    {"network", {"base", "model", "discover", "read"}},
    {"processes", {"base", "model", "discover", "read"}},
    {"disk", {"base", "model"}},
    {"scrape", {"base", "model", "config", "discover", "read", "network", "processes", "disk"}},
    {"expose", {"base", "model", "config", "discover", "read", "network", "processes", "disk", "scrape"}},
    {"web",
     {"base", "model", "config", "discover", "read", "network", "processes", "disk", "scrape", "expose"}},
    {"app",
     {"base", "model", "config", "discover", "read", "network", "processes", "disk", "scrape", "expose"}},
    {"compare", {"base"}},
    {"main.cpp",
     {"base", "model", "config", "discover", "read", "network", "processes", "disk", "scrape", "expose",
      "web", "app", "compare"}},
};

// Headers of a third-party library, and the beginnings of the paths that may include them. First match
// counts.
struct Door {
  std::string header;
  Names users;
};
const std::vector<Door> doors{
    {"CLI/", {"config/command_line.cpp"}},
    {"yaml-cpp/", {"config/yaml_file.cpp"}},
    {"curl/", {"discover/"}},
    {"Poco/JSON/", {"discover/"}},
    {"Poco/Dynamic/", {"discover/"}},
    {"Poco/Net/", {"web/", "compare/fetch.cpp"}},
    {"Poco/", {"discover/", "web/", "compare/fetch.cpp"}},
    {"prometheus/", {"scrape/instruments."}},
    {"libdeflate.h", {"expose/gzip.cpp"}},
    {"zstd.h", {"expose/zstd.cpp"}},
};
const Names single_doors{"CLI/", "yaml-cpp/", "curl/", "libdeflate.h", "zstd.h"};
const Names system_headers{"sys/", "arpa/", "linux/", "net/", "netinet/"};

const Names log_users{"main.cpp", "app/", "scrape/", "web/", "base/log."};
const Names path_spellers{"base/host."};

bool starts_with_any(const std::string& text, const Names& beginnings) {
  for (const auto& beginning : beginnings) {
    if (text.rfind(beginning, 0) == 0) return true;
  }
  return false;
}

std::string directory_of(const std::string& path) { return path.substr(0, path.find('/')); }

const Door* door_of(const std::string& header) {
  for (const auto& door : doors) {
    if (header.rfind(door.header, 0) == 0) return &door;
  }
  return nullptr;
}

void check_own(const std::string& file, const std::string& header, Complaints& complaints) {
  if (header == "base/log.hpp" && !starts_with_any(file, log_users)) {
    complaints.push_back(file + " logs; library code returns what it has to say");
  }
  const auto from = directory_of(file);
  const auto to = directory_of(header);
  const auto allowed = directions.find(from);
  if (allowed == directions.end()) {
    complaints.push_back(file + ": no direction is known for " + from);
  } else if (header.find('/') == std::string::npos) {
    complaints.push_back(file + ": " + header + " is not relative to exporter/");
  } else if (from != to && allowed->second.count(to) == 0) {
    complaints.push_back(file + ": " + from + " may not include " + header);
  }
}

void check_foreign(const std::string& file, const std::string& header, Complaints& complaints) {
  const Door* door = door_of(header);
  if (door == nullptr) {
    const bool library = header.find('/') != std::string::npos && !starts_with_any(header, system_headers);
    if (library) complaints.push_back(file + ": <" + header + "> has no door");
  } else if (!starts_with_any(file, door->users)) {
    complaints.push_back(file + ": <" + header + "> is for " + *door->users.begin() + " alone");
  }
}

bool spells_host_path(const std::string& literal) {
  for (const std::string root : {"/proc", "/sys"}) {
    if (literal == root || literal.rfind(root + "/", 0) == 0) return true;
  }
  return literal.find("docker.sock") != std::string::npos;
}

Complaints complaints_about(const std::string& file, const std::string& text) {
  Complaints complaints;
  const auto scanned = support::SourceScan(text).scan();
  for (const auto& include : scanned.includes) {
    include.quoted ? check_own(file, include.path, complaints)
                   : check_foreign(file, include.path, complaints);
  }
  for (const auto& literal : scanned.strings) {
    if (spells_host_path(literal) && !starts_with_any(file, path_spellers)) {
      complaints.push_back(file + ": \"" + literal + "\" belongs into base/host");
    }
  }
  return complaints;
}

// Path relative to exporter/ -> text.
std::map<std::string, std::string> sources() {
  const std::filesystem::path root = SOURCE_DIRECTORY "/exporter";
  std::map<std::string, std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const auto extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".hpp") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    found[entry.path().lexically_relative(root)] = {std::istreambuf_iterator<char>(file), {}};
  }
  return found;
}

}  // namespace

TEST_CASE("the sources keep the directions, doors and spellings of the design") {
  const auto all = sources();
  REQUIRE(all.size() > 50);
  for (const auto& [file, text] : all) {
    for (const auto& complaint : complaints_about(file, text)) FAIL_CHECK(complaint);
  }
}

TEST_CASE("a library with a single door has one user") {
  std::map<std::string, Names> users;
  for (const auto& [file, text] : sources()) {
    for (const auto& include : support::SourceScan(text).scan().includes) {
      const Door* door = include.quoted ? nullptr : door_of(include.path);
      if (door != nullptr && single_doors.count(door->header) != 0) users[door->header].insert(file);
    }
  }
  CHECK(users.size() == single_doors.size());
  for (const auto& [header, files] : users) {
    CAPTURE(header, files);
    CHECK(files.size() == 1);
  }
}

TEST_CASE("includes against the direction are found") {
  const auto none = [](const char* file, const char* text) { return complaints_about(file, text).empty(); };
  CHECK(none("read/plan.cpp", "#include \"base/scan.hpp\"\n#include \"read/row.hpp\"\n#include <vector>\n"));
  CHECK(none("network/x.cpp", "#include \"discover/tree.hpp\"\n#include \"read/row.hpp\"\n"));
  CHECK(none("main.cpp", "#include \"web/server.hpp\"\n"));
  CHECK_FALSE(none("base/x.cpp", "#include \"model/found.hpp\"\n"));
  CHECK_FALSE(none("read/x.cpp", "#include \"network/device.hpp\"\n"));
  CHECK_FALSE(none("discover/x.cpp", "#include \"read/row.hpp\"\n"));
  CHECK_FALSE(none("scrape/x.cpp", "#include \"expose/pages.hpp\"\n"));
  CHECK_FALSE(none("read/x.cpp", "#include \"row.hpp\"\n"));
  CHECK_FALSE(none("read/x.cpp", "#include \"heartapp/json.hpp\"\n"));
  CHECK_FALSE(none("new/x.cpp", "#include \"base/fd.hpp\"\n"));
  CHECK(none("read/x.cpp", "// #include \"web/server.hpp\"\n/* #include \"web/server.hpp\" */\n"));
}

TEST_CASE("logging from library code is found") {
  CHECK(complaints_about("web/x.cpp", "#include \"base/log.hpp\"\n").empty());
  CHECK(complaints_about("read/x.cpp", "#include \"base/log.hpp\"\n").size() == 1);
  CHECK(complaints_about("expose/x.cpp", "#include \"base/log.hpp\"\n").size() == 1);
}

TEST_CASE("libraries used around their doors are found") {
  CHECK(complaints_about("web/x.cpp", "#include <Poco/Net/HTTPServer.h>\n#include <Poco/Exception.h>\n")
            .empty());
  CHECK(complaints_about("read/x.cpp", "#include <Poco/Exception.h>\n").size() == 1);
  CHECK(complaints_about("discover/x.cpp", "#include <Poco/Net/Socket.h>\n").size() == 1);
  CHECK(complaints_about("config/load.cpp", "#include <yaml-cpp/yaml.h>\n").size() == 1);
  CHECK(complaints_about("web/x.cpp", "#include <libdeflate.h>\n").size() == 1);
  CHECK(complaints_about("web/x.cpp", "#include <zstd.h>\n").size() == 1);
  CHECK(complaints_about("web/x.cpp", "#include <boost/asio.hpp>\n").size() == 1);
  CHECK(complaints_about("web/x.cpp", "#include <sys/stat.h>\n#include <vector>\n").empty());
}

TEST_CASE("host paths are found in code, not in comments or prose") {
  const auto count = [](const char* text) { return complaints_about("read/x.cpp", text).size(); };
  CHECK(count(R"(open("/proc/self");)") == 1);
  CHECK(count(R"(open("/sys");)") == 1);
  CHECK(count(R"(auto x = R"x(/sys/fs/cgroup)x";)") == 1);
  CHECK(count(R"(int y = 1'000; char c = '"'; connect("/run/docker.sock");)") == 1);
  CHECK(count(R"(char c = '\''; open("/proc");)") == 1);
  CHECK(count("// \"/proc\"\n/* \"/sys/x\" */ int x;") == 0);
  CHECK(count(R"(help("mount the host's /sys."); path("/system.slice/x", "sys/fs");)") == 0);
  CHECK(complaints_about("base/host.cpp", R"(open("/proc");)").empty());
}
