// SPDX-License-Identifier: Apache-2.0
// The heartapp program, started as a child.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "running_server.hpp"

class Process {
 public:
  // `http_port` as the environment variable; without one it is unset. `output` takes the place of the file
  // that output() shows.
  Process(const std::vector<std::string>& arguments, const std::optional<std::string>& http_port,
          std::optional<int> output = {});
  ~Process();  // kills what still runs
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void signal(int number) const;
  // The exit code; -1 when it was a signal or took more than ten seconds.
  int wait();

  std::string output() const { return output_.text(); }
  std::string errors() const { return errors_.text(); }

 private:
  TemporaryFile output_;
  TemporaryFile errors_;
  pid_t pid_ = -1;
};

struct Finished {
  int exit_code;
  std::string output;
  std::string errors;
};

Finished run_heartapp(const std::vector<std::string>& arguments, const std::optional<std::string>& http_port);

std::uint16_t free_port();
// False when nothing listens there within ten seconds.
bool wait_until_listening(std::uint16_t port);
