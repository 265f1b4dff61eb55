// SPDX-License-Identifier: Apache-2.0
// So many scrapes of a captured host, without HTTP: what bench/counts has valgrind count the instructions of.
#include <cstdlib>
#include <iostream>

#include "expose/text_writer.hpp"
#include "host.hpp"

int main(int count, char** values) {
  const int rounds = count > 1 ? std::atoi(values[1]) : 1;
  bench::Host host;
  auto& collector = host.collector();
  const exporter::expose::SubjectWriter containers(collector.reader().container_layout());
  const exporter::expose::SubjectWriter machine(collector.reader().machine_layout());
  std::string page;
  for (int round = 0; round < rounds; ++round) {
    const auto& snapshot =
        collector.collect(exporter::scrape::Collector::Clock::now() + std::chrono::minutes(1));
    page.clear();
    containers.write(snapshot.containers, page);
    machine.write(snapshot.machine, page);
  }
  std::cout << page.size() << "\n";
}
