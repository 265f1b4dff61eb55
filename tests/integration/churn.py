#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prometheus scrapes the exporter in both formats while containers are made, renamed and removed all the time.

No duplicate, nothing out of order, and no scrape without a container between its first and its last one. Needs Docker
and prometheus; exit status 77 where one is missing (1 with CI=true). Everything it starts is its own and is removed.
"""
import argparse
import collections
import itertools
import os
import re
import shutil
import signal
import sys
import tempfile
import threading
import time

from prometheus import Prometheus, relay
from support import IMAGE, Exporter, Results, docker, have_image, wait_for, why_no_docker

# By the ID of the container: it stays the same when the name does not.
METRIC = "container_memory_usage_bytes"


def pause_of(interval):
    """Between a container's start, its renaming and its end."""
    return max(1, 3 * interval)


class Churn:
    """Containers that come, change their name and go, in threads of their own."""

    def __init__(self, threads, interval):
        self.pause = pause_of(interval)
        self.prefix = f"churn-{os.getpid()}"
        self.ended = threading.Event()
        self.lives = {}  # full ID: when `docker run` had returned, and when `docker rm` was called
        self.numbers = itertools.count()
        self.threads = [threading.Thread(target=self.run) for _ in range(threads)]
        for thread in self.threads:
            thread.start()

    def run(self):
        while not self.ended.is_set():
            name = f"{self.prefix}-{next(self.numbers)}"
            full_id = docker("run", "-d", "--name", name, "--label", self.prefix, "--network", "none", IMAGE,
                             "sleep", "1000")
            begun = time.time()
            self.ended.wait(self.pause)
            docker("rename", name, f"{name}-renamed")
            self.ended.wait(self.pause)
            if not self.ended.is_set():  # the last one's life is cut short
                self.lives[full_id] = (begun, time.time())
            docker("rm", "-f", full_id)

    def close(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()
        left = docker("ps", "-aq", "--filter", f"label={self.prefix}", check=False).split()
        if left:
            docker("rm", "-f", *left, check=False)


def samples(prometheus, query):
    """{ID of the container: the times of its samples}"""
    found = collections.defaultdict(list)
    for each in prometheus.ask("query", query=f"{query}[10m]")["result"]:
        full_id = re.search(r"[0-9a-f]{64}|$", each["metric"].get("id", ""))[0]  # docker-<id>.scope, by systemd
        found[full_id] += [float(at) for at, _ in each["values"]]
    return {full_id: sorted(times) for full_id, times in found.items()}


def gaps_of(lives, scrapes, seen, interval):
    """Of each container: the scrapes after it was started and before it was removed that do not show it."""
    for full_id, (begun, removed) in lives.items():
        there = set(seen.get(full_id, ()))
        gaps = [at for at in scrapes if begun + 2 * interval < at < removed - 2 * interval and at not in there]
        if gaps:
            yield f"{full_id[:12]} not in {len(gaps)} scrapes, {gaps[0] - begun:.2f} s after its start"


def look(check, prometheus, lives, job, interval):
    scrapes = samples(prometheus, f'up{{job="{job}"}}')[""]
    seen = samples(prometheus, f'{METRIC}{{job="{job}",name=~"churn-.*"}}')
    lives = {full_id: life for full_id, life in lives.items() if life[1] - pause_of(interval) > scrapes[0]}
    check(f"{job}: containers came and went", len(lives) >= 4 and seen.keys() >= lives.keys(),
          f"{len(lives)} lives")
    twice = [full_id for full_id, times in seen.items() if len(times) != len(set(times))]
    check(f"{job}: no container twice in one scrape, by two names", not twice, twice[:3] or "")
    gaps = list(gaps_of(lives, scrapes, seen, interval))
    check(f"{job}: each is there in every scrape between its start and its end, {len(scrapes)} scrapes", not gaps,
          gaps[:3] or "")


def run(check, program, exporter, folder, options):
    scrapes, interval = options.scrapes, options.interval
    with relay(exporter) as port:
        jobs = [{"job_name": job, "scrape_interval": f"{interval * 1000:.0f}ms",
                 "scrape_timeout": f"{interval * 1000:.0f}ms",
                 "static_configs": [{"targets": [f"127.0.0.1:{to}"]}]}
                for job, to in (("openmetrics", exporter.port), ("text", port))]
        prometheus, churn = Prometheus(program, folder, jobs), Churn(2, interval)
        try:
            enough = wait_for(lambda: prometheus.query(f"count(count_over_time(up[10m]) >= {scrapes})") == {(): 2},
                              scrapes * interval * 3 + 60, prometheus.process, 1)
            check(f"Prometheus scraped {scrapes} times in both formats", enough)
        finally:
            churn.close()
        try:
            check("every scrape succeeded", prometheus.query("min_over_time(up[10m]) == 0") == {})
            for job in ("openmetrics", "text"):
                look(check, prometheus, churn.lives, job, interval)
            check("Prometheus complains about nothing", not prometheus.complaints(), prometheus.complaints()[:3] or "")
        finally:
            prometheus.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exporter", required=True)
    parser.add_argument("--scrapes", type=int, default=500)
    parser.add_argument("--interval", type=float, default=0.1, help="seconds between them")
    options = parser.parse_args()
    program = shutil.which("prometheus")
    if reason := ("" if program else "there is no prometheus") or why_no_docker() or ("" if have_image() else "no image"):
        print(f"SKIP: {reason}")
        return 1 if os.environ.get("CI") == "true" else 77
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    results = Results()
    with tempfile.TemporaryDirectory(prefix="churn-") as folder:
        os.chmod(folder, 0o755)  # the exporter is nobody
        exporter = Exporter(options.exporter, folder=folder)
        try:
            if results.check("the exporter starts", exporter.wait_ready(60), "" if exporter.process.poll() is None
                             else exporter.last_words()):
                run(results.check, program, exporter, folder, options)
        finally:
            exporter.stop()
    results.totals()
    return 1 if results.counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
