#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A real Prometheus scrapes the exporter in every format: nothing it complains about, the same series in each.

The exporter shows a captured host, so no Docker is needed. Exit status 77 when there is no prometheus (1 with CI=true).
"""
import argparse
import os
import pathlib
import shutil
import sys
import tempfile

from prometheus import Prometheus, relay
from support import Exporter, Results, wait_for

HOST = pathlib.Path(__file__).resolve().parents[1] / "fixtures/hosts/v2-systemd"
SCRAPES = 5


def name_of(series):
    return dict(series)["__name__"]


def compare(check, prometheus):
    text, openmetrics, with_created, filtered = (
        prometheus.query(f'{{job="{job}"}}') for job in ("text", "openmetrics", "created", "filtered"))
    created = {series: value for series, value in with_created.items() if name_of(series).endswith("_created")}
    check("there are series of containers", sum("/docker-" in dict(each).get("id", "") for each in text) > 100)
    check("both formats have the same series", text.keys() == openmetrics.keys(),
          sorted(text.keys() ^ openmetrics.keys())[:3] or len(text))
    check("created=true adds _created and nothing else", with_created.keys() - created.keys() == openmetrics.keys(),
          f"{len(created)} more")
    starts = {dict(series)["id"]: value for series, value in openmetrics.items()
              if name_of(series) == "container_start_time_seconds"}
    wrong = [series for series, value in created.items() if abs(value - starts[dict(series)["id"]]) > 0.001]
    check("every container's counters say since when they count", created and not wrong, wrong[:3] or len(created))
    names = {name_of(series) for series in filtered}
    check("a filtered scrape has its group and no other",
          "container_cpu_usage_seconds_total" in names and not any(name.startswith("container_memory") for name in names))


def metadata(check, prometheus):
    for family, expected in {"container_cpu_usage_seconds": ("counter", "seconds"),
                             "container_memory_working_set_bytes": ("gauge", "bytes"),
                             "container_memory_failcnt": ("unknown", ""),
                             "container_exporter_build": ("info", "")}.items():
        found = prometheus.type_of("openmetrics", family)
        check(f"OpenMetrics: {family} is {expected}", found == expected, found)
    for family in ("container_cpu_usage_seconds_total", "container_memory_failcnt"):
        found = prometheus.type_of("text", family)
        check(f"text: {family} is a counter", found == ("counter", ""), found)


def run(check, program, exporter, folder):
    with relay(exporter) as port:
        target = [{"targets": [f"127.0.0.1:{exporter.port}"]}]
        prometheus = Prometheus(program, folder, [
            {"job_name": "openmetrics", "static_configs": target},
            {"job_name": "text", "static_configs": [{"targets": [f"127.0.0.1:{port}"]}]},
            {"job_name": "created", "static_configs": target, "params": {"created": ["true"]}},
            {"job_name": "filtered", "static_configs": target, "params": {"collect[]": ["cpu"]}}])
        try:
            enough = wait_for(lambda: prometheus.query(f"count(count_over_time(up[1m]) >= {SCRAPES})") == {(): 4}, 120,
                              prometheus.process, 0.5)
            check(f"Prometheus scraped {SCRAPES} times in each way", enough)
            wrong = [each["lastError"] for each in prometheus.ask("targets")["activeTargets"] if each["health"] != "up"]
            check("every target is up", not wrong and prometheus.query("min_over_time(up[1m]) == 0") == {}, wrong or "")
            compare(check, prometheus)
            metadata(check, prometheus)
            check("Prometheus complains about nothing", not prometheus.complaints(), prometheus.complaints()[:3] or "")
        finally:
            prometheus.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exporter", required=True)
    options = parser.parse_args()
    program = shutil.which("prometheus")
    if not program:
        print("SKIP: there is no prometheus")
        return 1 if os.environ.get("CI") == "true" else 77
    results = Results()
    with tempfile.TemporaryDirectory(prefix="formats-") as folder:
        exporter = Exporter(options.exporter, f"--path.procfs={HOST}/proc", f"--path.sysfs={HOST}/sys",
                            f"--docker.host=unix://{folder}/nobody-there.sock", "--process.user=root", folder=folder)
        try:
            if results.check("the exporter starts", exporter.wait_ready(60), "" if exporter.process.poll() is None
                             else exporter.last_words()):
                run(results.check, program, exporter, folder)
        finally:
            exporter.stop()
    results.totals()
    return 1 if results.counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
