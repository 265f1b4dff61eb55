// SPDX-License-Identifier: Apache-2.0
#include "process.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <string_view>
#include <thread>

extern char** environ;  // NOLINT(readability-redundant-declaration)

using namespace std::chrono_literals;

namespace {

std::vector<std::string> environment(const std::optional<std::string>& http_port) {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!std::string_view(*variable).starts_with("HTTP_PORT=")) variables.emplace_back(*variable);
  }
  if (http_port) variables.push_back("HTTP_PORT=" + *http_port);
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

}  // namespace

Process::Process(const std::vector<std::string>& arguments, const std::optional<std::string>& http_port,
                 std::optional<int> output) {
  std::vector<std::string> words{HEARTAPP_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment(http_port);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output.value_or(output_.fd()), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors_.fd(), STDERR_FILENO);
  const int error = posix_spawn(&pid_, HEARTAPP_BINARY, &actions, nullptr, pointers(words).data(),
                                pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " HEARTAPP_BINARY);
}

Process::~Process() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

void Process::signal(int number) const { ::kill(pid_, number); }

int Process::wait() {
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  int status = 0;
  while (::waitpid(pid_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > deadline) return -1;
    std::this_thread::sleep_for(2ms);
  }
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Finished run_heartapp(const std::vector<std::string>& arguments,
                      const std::optional<std::string>& http_port) {
  Process process(arguments, http_port);
  const int exit_code = process.wait();
  return {exit_code, process.output(), process.errors()};
}

std::uint16_t free_port() {
  return Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0)).address().port();
}

bool wait_until_listening(std::uint16_t port) {
  for (const auto deadline = std::chrono::steady_clock::now() + 10s;
       std::chrono::steady_clock::now() < deadline;) {
    try {
      Poco::Net::StreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", port));
      return true;
    } catch (const Poco::Exception&) {
      std::this_thread::sleep_for(5ms);
    }
  }
  return false;
}
