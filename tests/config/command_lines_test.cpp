// SPDX-License-Identifier: Apache-2.0
// Command lines as people write them in compose files, swarm stacks and DaemonSets.
#include "config/load.hpp"

#include <fstream>
#include <sstream>

#include "error_of.hpp"
#include "support/catch.hpp"

using namespace exporter::config;
using exporter::model::Group;

namespace {

struct Seen {
  std::string where;
  std::size_t warnings = 0;
  Arguments arguments;
};

// tests/integration/command_lines.py starts a program with each of them.
std::vector<Seen> command_lines() {
  std::ifstream file(FIXTURES "/command_lines.txt");
  std::vector<Seen> found;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    Seen seen;
    std::string word;
    std::getline(words, seen.where, '\t');
    std::getline(words, word, '\t');
    seen.warnings = std::stoul(word);
    while (std::getline(words, word, '\t')) seen.arguments.push_back(word);
    found.push_back(std::move(seen));
  }
  return found;
}

}  // namespace

TEST_CASE("real-world command lines of cAdvisor load, with a line for each flag that does nothing here") {
  CHECK(command_lines().size() >= 20);
  for (const auto& seen : command_lines()) {
    CAPTURE(seen.where);
    Options options;
    CHECK(error_of([&] { options = load(seen.arguments, {}); }) == "no error");
    CHECK(options.action == Action::serve);
    CHECK(options.warnings.size() == seen.warnings);
  }
}

TEST_CASE("cAdvisor's own Kubernetes example means here what it means there") {
  const auto example = command_lines().at(15);
  const auto policy = load(example.arguments, {}).config.policy;
  CHECK(policy.groups == exporter::model::Groups{Group::app, Group::cpu, Group::disk, Group::disk_io,
                                                 Group::memory, Group::network, Group::process});
  CHECK(policy.labels.base == "none");
  CHECK(policy.labels.allow == std::vector<std::string>{"io.kubernetes.container.name",
                                                        "io.kubernetes.pod.name",
                                                        "io.kubernetes.pod.namespace"});
}
