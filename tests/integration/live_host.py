#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The exporter against this machine's kernel and Docker Engine: known loads, identities, a daemon that is gone.

One line per check, PASS, FAIL or SKIP, then the totals. Exit status 0, 1, or 77 when there is no Docker here to test
with (1 with CI=true). Everything it starts is its own and is removed. The same file runs on cgroup v1, and on
cgroup v2 inside the machine of tests/integration/vm. Python's standard library only.
"""
import argparse
import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback

import families
import kernel_files
from known_loads import V2, KnownLoads
from support import Exporter, Results, docker, have_image, wait_for, why_no_docker


class LiveHost(KnownLoads):
    def __init__(self, options, results, folder):
        super().__init__(results, options.scale)
        self.options, self.folder = options, folder
        self.exporters = []

    def start(self, *arguments, before=()):
        exporter = Exporter(self.options.exporter, *arguments, before=before, folder=self.folder)
        self.exporters.append(exporter)
        return exporter

    def close(self):
        for exporter in self.exporters:
            exporter.stop()
        super().close()

    def started(self, name, exporter):
        ready = exporter.wait_ready(20 * self.slow)
        return self.results.check(name, ready, "" if ready else exporter.last_words())

    def kernel_files(self, exporter):
        for name in (self.burn, self.memory, self.idle, self.sender, self.odd):
            kernel_files.container(self.results, exporter, name)
        kernel_files.root(self.results, exporter)

    def families(self, exporter):
        run = self.containers.run
        quiet = "exec sleep 100000"
        run("limits", "--cpus", "0.5", "-m", "64m", "--memory-reservation", "32m", "--cpu-shares", "512", command=quiet)
        run("healthy", "--health-cmd", "true", "--health-interval", "1s", "-v", "/volume", command=quiet)
        run("host", "--network", "host", command=quiet)
        run("beside", "--network", f"container:{self.idle}", command=quiet)
        run("composed", "--label", "com.docker.compose.project=p", "--label", "com.docker.compose.service=s",
            "--label", "com.docker.swarm.service.name=w", command=quiet)
        # As root, for descriptors and sockets are other users' secrets.
        everything = self.start("-disable_metrics=", "--process.user=root")
        if self.started("the exporter starts with every group on", everything):
            wait_for(lambda: len(everything.page().containers()) >= 10, 20 * self.slow)
            families.check(self.results, exporter.page(), everything.page())
        self.exporters.remove(everything)
        everything.stop()

    def network_without_host_procfs(self):
        if os.geteuid() != 0:
            self.results.skip("network by sysfs alone", "only root can make a process namespace of its own")
            return
        # In a process namespace of its own, with its own /proc, no container's process is to be seen.
        exporter = self.start(before=["unshare", "--pid", "--fork", "--mount-proc"])
        if self.started("the exporter starts where the host's processes are not to be seen", exporter):
            page = exporter.page()
            if not any(value for labels, value in page.series("container_exporter_network_source")
                       if labels["source"] == "sysfs"):
                self.send()  # a bridge learns who is behind a port from traffic
            self.traffic("sysfs", exporter)
            self.page_is_complete(exporter)
        self.exporters.remove(exporter)
        status, took = exporter.stop()
        self.results.check("and it ends well as the first process of its namespace", status == 0 and took < self.slow,
                           f"status {status} after {took:.2f} s")

    def promtool(self, exporter):
        promtool = self.options.promtool or shutil.which("promtool")
        if not promtool:
            if not self.options.no_promtool:
                self.results.skip("promtool reads the page", "there is no promtool")
            return
        done = subprocess.run([promtool, "check", "metrics"], input=exporter.page().text, capture_output=True, text=True)
        # 1: cannot be read. 3: can be read, but cAdvisor's names are not what the linter would like.
        self.results.check("promtool reads the page", done.returncode in (0, 3),
                           f"status {done.returncode}" + ("" if done.returncode in (0, 3) else f": {done.stderr[-500:]}"))

    def scrapes_are_quick(self, what, exporter, count=20):
        slowest = max(exporter.page().seconds for _ in range(count))
        self.results.check(f"no scrape is slower than {50 * self.slow:g} ms, {what}", slowest <= 0.05 * self.slow,
                           f"slowest of {count}: {slowest * 1000:.1f} ms")

    def daemon_that_never_answers(self):
        path = os.path.join(self.folder, "mute.sock")
        kept = []
        with socket.socket(socket.AF_UNIX) as mute:
            mute.bind(path)
            mute.listen(64)
            os.chmod(path, 0o666)

            def accept():
                with contextlib.suppress(OSError):
                    while True:
                        kept.append(mute.accept()[0])
            threading.Thread(target=accept, daemon=True).start()
            self.without_daemon("with a daemon that accepts and never answers", f"unix://{path}")
        for connection in kept:
            connection.close()

    def without_daemon(self, what, address):
        exporter = self.start(f"--docker.host={address}")
        answering = wait_for(lambda: exporter.get()[0] == 200, 20 * self.slow, exporter.process)
        if self.results.check(f"the exporter serves {what}", answering, "" if answering else exporter.last_words()):
            full_id = docker("inspect", "-f", "{{.Id}}", self.idle)
            wait_for(lambda: full_id in exporter.page().text, 15 * self.slow)
            page = exporter.page()
            ids = {labels.get("id", "") for labels, _ in page.series("container_cpu_usage_seconds_total")}
            self.results.check(f"the machine and the containers' cgroups are there {what}",
                               "/" in ids and any(full_id in path for path in ids))
            self.results.check(f"docker_up is 0 {what}", page.sum("container_exporter_docker_up") == 0)
            self.scrapes_are_quick(what, exporter)
        self.exporters.remove(exporter)
        status, took = exporter.stop()
        self.results.check(f"and stops in under a second {what}", status == 0 and took < self.slow,
                           f"status {status} after {took:.2f} s")

    # Needs a daemon that leaves containers running while it is away (live-restore).
    def daemon_away_and_back(self, exporter):
        def daemon(action):
            units = ["docker.socket", "docker.service"] if action == "stop" else ["docker.service"]
            subprocess.run(["systemctl", action, *units], check=True, timeout=300, capture_output=True)

        def all_named():
            return {self.burn, self.idle, self.odd} <= set(exporter.page().containers())

        def up():
            return exporter.page().sum("container_exporter_docker_up") == 1

        daemon("stop")
        self.results.check("names are still known while the daemon is stopped", all_named())
        self.scrapes_are_quick("the daemon stopped", exporter)
        self.results.check("docker_up tells that it is stopped", wait_for(lambda: not up(), 5 * self.slow))
        late = self.start()
        wait_for(lambda: late.get()[0] == 200, 20 * self.slow, late.process)
        daemon("start")
        self.results.check("docker_up is back within 5 s", wait_for(up, 5 * self.slow))
        self.results.check("names are there after the daemon's restart", wait_for(all_named, 5 * self.slow))
        self.results.check("an exporter started without the daemon has the names within 5 s",
                           wait_for(lambda: self.idle in late.page().containers(), 5 * self.slow))
        late.stop()
        daemon("restart")
        self.results.check("and again after another restart",
                           wait_for(up, 5 * self.slow) and wait_for(all_named, 5 * self.slow))
        pid = int(subprocess.run(["pidof", "dockerd"], capture_output=True, text=True).stdout.split()[0])
        os.kill(pid, signal.SIGSTOP)
        try:
            self.scrapes_are_quick("the daemon frozen", exporter)
            self.results.check("names are still known while the daemon is frozen", all_named())
        finally:
            os.kill(pid, signal.SIGCONT)

    def run(self):
        self.prepare()
        exporter = self.start()
        if not self.started("the exporter starts", exporter):
            return
        page = exporter.page()
        self.results.check("the page says which cgroup version it reads",
                           any(labels.get("version") == ("2" if V2 else "1")
                               for labels, _ in page.series("container_exporter_cgroup_info")),
                           page.series("container_exporter_cgroup_info"))
        self.results.check("docker_up is 1", page.sum("container_exporter_docker_up") == 1)
        self.all(exporter, "proc")
        self.kernel_files(exporter)
        self.families(exporter)
        self.network_without_host_procfs()
        self.promtool(exporter)
        self.scrapes_are_quick("the daemon well", exporter)
        self.daemon_that_never_answers()
        self.without_daemon("without a daemon", f"unix://{self.folder}/nobody-there.sock")
        if self.options.may_restart_docker:
            self.daemon_away_and_back(exporter)
        status, took = exporter.stop()
        self.results.check("SIGTERM ends it in under a second", status == 0 and took < self.slow,
                           f"status {status} after {took:.2f} s")


def options_of(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exporter", required=True, help="the program to test")
    parser.add_argument("--scale", type=float, default=1, help="allow this many times the time, for slow machines")
    parser.add_argument("--promtool", help="where it is, if not in PATH")
    parser.add_argument("--no-promtool", action="store_true", help="its absence is to be expected here, even in CI")
    parser.add_argument("--may-restart-docker", action="store_true", help="on a machine of its own, with live-restore")
    return parser.parse_args(arguments)


def main():
    options = options_of(sys.argv[1:])
    if reason := why_no_docker() or ("" if have_image() else f"there is no image {IMAGE} and no way to make one"):
        print(f"SKIP: {reason}")
        return 1 if os.environ.get("CI") == "true" else 77
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    results = Results()
    with tempfile.TemporaryDirectory(prefix="live-host-") as folder:
        os.chmod(folder, 0o755)  # the exporter is nobody
        host = LiveHost(options, results, folder)
        try:
            host.run()
        except Exception as error:  # whatever it is, the totals line must come and must say so
            traceback.print_exc()
            results.say("FAIL", "the test itself", repr(error))
        finally:
            host.close()
            if results.counts["FAIL"]:
                for exporter in host.exporters[:2]:
                    print(f"--- the exporter's log:\n{exporter.last_words()}")
    results.totals()
    return 1 if results.counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
