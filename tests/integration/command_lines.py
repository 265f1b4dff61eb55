#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each of cAdvisor's real-world command lines (fixtures/command_lines.txt) starts and serves what it asks for.

--web.listen-address moves the port; all else stays as people wrote it. Exit status 77 without Docker (1 with CI=true).
"""
import argparse
import os
import pathlib
import re
import sys
import tempfile

from support import IMAGE, Exporter, Page, Results, docker, have_image, wait_for, why_no_docker

LINES = pathlib.Path(__file__).resolve().parents[1] / "fixtures/command_lines.txt"
# Of each group one family that a container shows on every host.
FAMILIES = {"cpu": "container_cpu_user_seconds_total", "memory": "container_memory_usage_bytes",
            "network": "container_network_receive_bytes_total", "process": "container_threads",
            "cpuLoad": "container_tasks_state", "tcp": "container_network_tcp_usage_total",
            "sched": "container_cpu_schedstat_run_seconds_total"}
OFF = {"advtcp", "cpu_topology", "cpuset", "hugetlb", "memory_numa", "process", "referenced_memory", "resctrl", "sched",
       "tcp", "udp"}


def value_of(arguments, flag):
    """The last value of a flag of cAdvisor's, or None."""
    found = None
    for argument, following in zip(arguments, [*arguments[1:], ""]):
        name, equals, value = argument.lstrip("-").partition("=")
        if name == flag:
            found = value if equals else following if following and not following.startswith("-") else "true"
    return found


def groups(arguments):
    """Which of FAMILIES' groups cAdvisor would have on."""
    only, without = value_of(arguments, "enable_metrics"), value_of(arguments, "disable_metrics")
    if only:
        return set(only.split(",")) & FAMILIES.keys()
    return FAMILIES.keys() - (OFF if without is None else set(without.split(",")))


class Line(Exporter):
    def __init__(self, program, arguments, folder):
        self.arguments = arguments
        super().__init__(program, *arguments, folder=folder)

    def page(self):
        prefix = (value_of(self.arguments, "url_base_prefix") or "").rstrip("/")
        status, body = self.get(prefix + (value_of(self.arguments, "prometheus_endpoint") or "/metrics"))
        return Page(body.decode() if status == 200 else "", 0, 0)


def look(check, where, line, container):
    by_id = "podman" in where  # there is no such socket here, so there are no names
    full_id = docker("inspect", "-f", "{{.Id}}", container)

    def shown(metric):
        page = line.page()
        return [labels for labels, _ in page.series(metric)
                if (full_id in labels.get("id", "") if by_id else labels.get("name") == container)]
    if not wait_for(lambda: shown("container_start_time_seconds"), 5, line.process):
        return check(where, False, line.last_words())
    wanted = groups(line.arguments) - ({"network"} if by_id else set())
    wait_for(lambda: all(shown(FAMILIES[group]) for group in wanted), 5, line.process)
    missing = [group for group in wanted if not shown(FAMILIES[group])]
    extra = [group for group in FAMILIES.keys() - groups(line.arguments) if shown(FAMILIES[group])]
    labels = {key for key in shown("container_start_time_seconds")[0] if key.startswith("container_label_")}
    allowed = {"container_label_" + re.sub(r"\W", "_", label.strip())
               for label in (value_of(line.arguments, "whitelisted_container_labels") or "").split(",")}
    stray = labels - allowed if value_of(line.arguments, "store_container_labels") == "false" else set()
    root = any(each.get("id") == "/" for each, _ in line.page().series("container_start_time_seconds"))
    root_wanted = value_of(line.arguments, "disable_root_cgroup_stats") != "true"
    return check(where, not missing and not extra and not stray and root == root_wanted,
                 f"missing {missing}, extra {extra}, labels {stray}, root {root}" if missing or extra or stray
                 or root != root_wanted else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exporter", required=True)
    program = parser.parse_args().exporter
    if reason := why_no_docker() or ("" if have_image() else f"there is no image {IMAGE}"):
        print(f"SKIP: {reason}")
        return 1 if os.environ.get("CI") == "true" else 77
    results = Results()
    container = f"command-lines-{os.getpid()}"
    docker("run", "-d", "--name", container, "--label", "com.docker.compose.project=p", "--label", "other=o", IMAGE,
           "sleep", "1000")
    try:
        with tempfile.TemporaryDirectory(prefix="command-lines-") as folder:
            os.chmod(folder, 0o755)  # the exporter is nobody
            for text in LINES.read_text().splitlines():
                if not text or text.startswith("#"):
                    continue
                where, _, *arguments = text.split("\t")
                line = Line(program, arguments, folder)
                try:
                    look(results.check, where, line, container)
                finally:
                    line.stop()
    finally:
        docker("rm", "-f", container)
    results.totals()
    return 1 if results.counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
