// SPDX-License-Identifier: Apache-2.0
#include "scrape/process_metrics.hpp"

#include <fcntl.h>

#include <chrono>
#include <vector>

#include "base/fd.hpp"
#include "support/catch.hpp"

using exporter::scrape::OwnProcess;

TEST_CASE("open descriptors are counted one by one") {
  OwnProcess process;
  const auto before = process.use().open_descriptors;
  std::vector<exporter::base::Fd> more;
  for (int i = 0; i < 7; ++i) more.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  CHECK(process.use().open_descriptors == before + 7);
}

TEST_CASE("the start lies in the past, CPU time and memory are used") {
  const auto now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  const auto use = OwnProcess().use();
  CHECK(use.start_time_seconds <= now);
  CHECK(use.start_time_seconds > now - 3600);
  CHECK(use.cpu_seconds > 0);
  CHECK(use.resident_bytes > 100000);
  CHECK(use.virtual_bytes > use.resident_bytes);
  CHECK(use.descriptor_limit > 10);
}
