// SPDX-License-Identifier: Apache-2.0
// container-exporter: flags, configuration, signals. What it serves is wired together in app/exporter.
#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <iostream>
#include <optional>

#include "app/exporter.hpp"
#include "base/heap.hpp"
#include "base/log.hpp"
#include "base/privileges.hpp"
#include "base/version.hpp"
#include "compare/command.hpp"
#include "config/load.hpp"
#include "read/describe.hpp"
#include "read/tables/tables.hpp"
#include "web/healthcheck.hpp"
#include "web/htpasswd.hpp"
#include "web/server.hpp"

namespace {

using namespace exporter;
namespace log = base::log;
using namespace std::chrono_literals;

constexpr auto first_names = 5s;  // how long --once waits for Docker

// Ends the process within a second of a signal, responses in flight included.
constexpr auto stop_patience = 800ms;

// Blocked in every thread, so that serve() can wait for them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a client that hangs up is no reason to die
  return signals;
}

void drop_root(const config::Config& config, const std::string& socket) {
  if (config.process_user == "root") return;
  const auto dropped = base::become_nobody(socket);
  if (!dropped.dropped) return;
  log::info("gave up root", {{"user", "65534"}, {"group", dropped.group.empty() ? "none" : dropped.group}});
  if (!dropped.complaint.empty()) log::warn(dropped.complaint, {{"remedy", "--process.user=root"}});
}

int serve(const config::Config& config) {
  base::keep_one_heap();
  const sigset_t signals = block_signals();
  log::info("starting", {{"program", base::program()},
                         {"version", base::version()},
                         {"revision", base::revision()},
                         {"compiler", base::compiler()}});
  app::Exporter exporter(config);
  exporter.log_hierarchy();
  exporter.log_groups();
  std::optional<web::Htpasswd> users;  // while the file may be read
  if (!config.auth_file.empty()) users.emplace(config.auth_file);
  drop_root(config, exporter.docker_socket());
  exporter.start();
  expose::Pages pages([&](auto deadline) { exporter.collect(deadline); },
                      [&](const auto& view, std::string& out) { exporter.write(view, out); });
  web::Site site{pages,
                 [&] { return exporter.ready(); },
                 config.telemetry_path,
                 users ? &*users : nullptr,
                 config.auth_metrics,
                 config.redirect_unknown,
                 static_cast<int>(config.compression_level)};
  web::Server server(site, config.listen_addresses);
  for (const auto& address : server.addresses()) log::info("listening", {{"address", address.toString()}});

  int signal = 0;
  sigwait(&signals, &signal);
  log::info("stopping", {{"signal", signal == SIGTERM ? "SIGTERM" : "SIGINT"}});
  server.stop(stop_patience);
  exporter.stop();
  return 0;
}

int once(const config::Config& config) {
  app::Exporter exporter(config);
  exporter.log_hierarchy();
  exporter.start();
  exporter.wait_for_names(first_names);
  std::string page;
  exporter.collect(expose::Pages::Clock::now() + 60s);
  exporter.write({}, page);
  std::cout << page;
  exporter.stop();
  return 0;
}

int check_health(const config::Config& config) {
  const auto problem = web::ask_health(config.listen_addresses.front());
  if (problem.empty()) return 0;
  std::cerr << "not healthy at " << config.listen_addresses.front() << ": " << problem << "\n";
  return 1;
}

int run(const config::Options& options) {
  log::configure(options.config.log_level, options.config.log_format);
  if (options.action != config::Action::healthcheck) {
    for (const auto& warning : options.warnings) log::warn(warning);
  }
  switch (options.action) {
    case config::Action::serve: return serve(options.config);
    case config::Action::once: return once(options.config);
    case config::Action::healthcheck: return check_health(options.config);
    case config::Action::check_config: std::cout << "the configuration is valid\n"; return 0;
    case config::Action::list_metrics:
      std::cout << read::describe(read::container_tables()) << read::describe(read::machine_tables());
      return 0;
    case config::Action::version:
    case config::Action::help: std::cout << options.text; return 0;
  }
  return 1;
}

}  // namespace

int main(int count, char** values) {
  try {
    const auto arguments = config::arguments_of(count, values);
    if (!arguments.empty() && arguments.front() == "compare") {
      return compare::run({arguments.begin() + 1, arguments.end()}, std::cout, std::cerr);
    }
    return run(config::load(arguments, config::environment_of(environ)));
  } catch (const std::exception& error) {
    std::cerr << "container-exporter: " << error.what() << "\n";
    return 1;
  }
}
