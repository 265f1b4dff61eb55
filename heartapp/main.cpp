// SPDX-License-Identifier: Apache-2.0
// heartapp: a small web server to watch with container-exporter.
// Exit codes: 0, 1 for what went wrong, 2 for a wrong command line.
#include <malloc.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>

#include "healthcheck.hpp"
#include "port.hpp"
#include "server.hpp"
#include "version.hpp"

namespace {

constexpr const char* usage =
    "usage: heartapp [--healthcheck | --version | --help]\n"
    "\n"
    "Serves GET /, /ping and /metrics, and logs each request as a line of JSON on standard output.\n"
    "\n"
    "  --healthcheck  ask the running instance; exit 0 when it answers, 1 when not\n"
    "  --version      print the version\n"
    "  --help         print this\n"
    "\n"
    "environment:\n"
    "  HTTP_PORT      the port, 8080 when unset or empty\n";

void say(const std::string& text) { std::fprintf(stderr, "heartapp: %s\n", text.c_str()); }

// A log reader that has stopped reading holds up the thread that writes to it, and would hold up the end. A
// timer and not a thread, which may not be had any more (--pids-limit).
void end_soon_whatever_happens() {
  signal(SIGALRM, [](int) { _exit(EXIT_SUCCESS); });
  const itimerval once{.it_interval = {}, .it_value = {.tv_sec = 0, .tv_usec = 800'000}};
  setitimer(ITIMER_REAL, &once, nullptr);
}

int serve(std::uint16_t port) {
  mallopt(M_ARENA_MAX, 1);  // one heap: glibc would make eight per core, and a request asks for little

  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGINT);
  sigaddset(&stop_signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);  // every thread inherits it; sigwait() takes the signal
  signal(SIGPIPE, SIG_IGN);

  heartapp::RequestLog log(STDOUT_FILENO);
  heartapp::Metrics metrics;
  heartapp::Server server({.port = port}, heartapp::routes(metrics), metrics, log);
  server.start();
  say(std::string(heartapp::version) + " listening on port " + std::to_string(port));

  int signal_number = 0;
  sigwait(&stop_signals, &signal_number);
  end_soon_whatever_happens();
  server.stop();
  return EXIT_SUCCESS;
}

[[noreturn]] void healthcheck(std::uint16_t port) {
  const std::string problem = heartapp::check_health(port);
  if (!problem.empty()) say(problem);
  // Not exit(): a thread may still be waiting for the answer, with what exit() would destroy.
  std::_Exit(problem.empty() ? EXIT_SUCCESS : EXIT_FAILURE);
}

int wrong_argument(const char* argument) {
  say("unknown argument \"" + std::string(argument) + "\"; see heartapp --help");
  return 2;
}

int run(int argc, char** argv) {
  const std::string_view option = argc > 1 ? argv[1] : "";
  if (argc > 2) return wrong_argument(argv[2]);
  if (option == "--help" || option == "-h") {
    std::fputs(usage, stdout);
  } else if (option == "--version") {
    std::printf("heartapp %s\n", HEARTAPP_VERSION);
  } else if (option == "--healthcheck") {
    healthcheck(heartapp::parse_port(std::getenv("HTTP_PORT")));
  } else if (argc == 1) {
    return serve(heartapp::parse_port(std::getenv("HTTP_PORT")));
  } else {
    return wrong_argument(argv[1]);
  }
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    say(error.what());
    return EXIT_FAILURE;
  }
}
