#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What public dashboards need of cAdvisor (dashboards_requirements.txt) is on the golden pages of cgroup v1 and v2, and on
the page of an exporter on this machine, with a container that has all there is to see: limits, a health check, labels,
a network, traffic and I/O."""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

from known_loads import V2, backing_device
from support import IMAGE, Exporter, Page, Results, docker, have_image, wait_for, why_no_docker

HERE = pathlib.Path(__file__).resolve().parent
HOSTS = HERE.parent / "fixtures/hosts"
OF_PROCESSES = ("container_tasks_state", "container_cpu_load_average_10s", "container_network_tcp_usage_total")
GOLDEN = ("v1-cgroupfs", "v2-systemd")
DOCKER_LABELS = ("com.docker.compose.project", "com.docker.compose.service", "com.docker.stack.namespace",
                 "com.docker.swarm.node.id", "com.docker.swarm.service.id", "com.docker.swarm.service.name",
                 "com.docker.swarm.task.id", "com.docker.swarm.task.name", "org.label-schema.group")


class Requirements:
    def __init__(self, lines):
        self.needs, self.live = {}, set()
        for line in lines:
            word, *rest = line.split()
            if word == "need":
                self.needs[rest[0]] = rest[1:]
            elif word == "live":
                self.live.add(rest[0])
            else:
                raise ValueError(f"not a line of the requirements: {line}")

    def parts(self, metrics):
        """(metric,) and (metric, label) of everything needed of these metrics."""
        for metric in metrics:
            yield (metric,)
            yield from ((metric, label) for label in self.needs[metric])


def has(page, part):
    metric, *label = part
    return any(not label or labels.get(label[0]) for labels, _ in page.series(metric))


def named(parts):
    return ", ".join(sorted(" ".join(part) for part in parts))


def absent_by_nature(part):
    """What this machine's kernel does not count."""
    metric = part[0]
    return ("_pressure_" in metric and not os.path.exists("/proc/pressure/cpu")
            or metric.endswith("_refault_anon_total") and not kernel_counts("workingset_refault_anon"))


def kernel_counts(key):
    file = pathlib.Path("/sys/fs/cgroup/system.slice/memory.stat" if V2 else "/sys/fs/cgroup/memory/memory.stat")
    return file.exists() and key in file.read_text()


def evaluate(results, what, page, requirements, metrics, excused):
    missing = {part for part in requirements.parts(metrics) if not has(page, part)}
    missing -= {part for part in missing if excused(part) or (len(part) == 2 and part[:1] in missing)}
    results.check(f"{what}: what dashboards need is there", not missing, named(missing))


def no_captured_container_has(host):
    """The captured hosts run Compose, but no swarm; all files of a process are in one fixture alone."""
    return lambda part: (part[-1].startswith("container_label_") and "_compose_" not in part[-1]
                         or part[0] in OF_PROCESSES and host != "v2-systemd")


def golden(results, requirements):
    for host in GOLDEN:
        text = "".join((HOSTS / host / file).read_text() for file in ("expected.prom", "expected-off.prom"))
        page = Page(text, 0, 0)
        evaluate(results, f"golden page of {host}", page, requirements,
                 [metric for metric in requirements.needs if metric not in requirements.live],
                 no_captured_container_has(host))


class Subject:
    """A container that has all there is to see."""

    def __init__(self):
        self.name = f"requirements-{os.getpid()}"
        device = backing_device(docker("info", "-f", "{{.DockerRootDir}}"))
        # Since 6.10 the kernel counts block I/O on cgroup v1 only once some limit is set on the device.
        limit = [] if V2 else ["--device-write-bps", f"{device}:1tb"]
        labels = [option for label in DOCKER_LABELS for option in ("--label", f"{label}=some")]
        docker("run", "-d", "--name", self.name, "-m", "64m", "--memory-reservation", "32m", "--cpus", "0.5",
               "--health-cmd", "true", "--health-interval", "1s", *limit, *labels, IMAGE, "sh", "-c",
               "dd if=/dev/zero of=/written bs=1M count=1 oflag=direct; ping -c 3 -i 0.2 \"$(ip route | "
               "awk '/default/ {print $3}')\"; exec sleep 100000")

    def remove(self):
        subprocess.run(["docker", "rm", "-f", self.name], capture_output=True)


def live(results, requirements, program):
    why = why_no_docker() or ("" if have_image() else f"there is no image {IMAGE}")
    if why:
        results.skip("the page of this machine", why)
        return
    with tempfile.TemporaryDirectory() as folder:
        exporter = Exporter(program, "--collector.tcp", folder=folder)  # off by default, in cAdvisor too
        subject = None
        try:
            subject = Subject()
            wanted = [part for part in requirements.parts(requirements.needs) if not absent_by_nature(part)]
            wait_for(lambda: all(has(exporter.page(), part) for part in wanted), 30, exporter.process, pause=0.5)
            evaluate(results, "page of this machine", exporter.page(), requirements, requirements.needs, absent_by_nature)
        finally:
            exporter.stop()
            if subject:
                subject.remove()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exporter", required=True)
    lines = (HERE / "dashboards_requirements.txt").read_text().splitlines()
    requirements = Requirements(line for line in lines if line and not line.startswith("#"))
    results = Results()
    golden(results, requirements)
    live(results, requirements, parser.parse_args().exporter)
    results.totals()
    return 1 if results.counts["FAIL"] else 77 if results.counts["SKIP"] else 0


if __name__ == "__main__":
    sys.exit(main())
