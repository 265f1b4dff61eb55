#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A real Prometheus scrapes the exporter in every format: nothing it complains about, the same series in each.

The exporter shows a captured host, so no Docker is needed. Exit status 77 when there is no prometheus (1 with CI=true).
"""
import argparse
import contextlib
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.parse

from support import Exporter, Results, Served, free_port, wait_for

HOST = pathlib.Path(__file__).resolve().parents[1] / "fixtures/hosts/v2-systemd"
SCRAPES = 5


class Prometheus(Served):
    def __init__(self, program, folder, jobs):
        super().__init__(free_port())
        config = os.path.join(folder, "prometheus.json")
        with open(config, "w", encoding="utf-8") as file:
            # JSON is YAML.
            json.dump({"global": {"scrape_interval": "1s", "scrape_timeout": "1s"}, "scrape_configs": jobs}, file)
        self.log = open(os.path.join(folder, "prometheus.log"), "w+b")
        self.process = subprocess.Popen(
            [program, f"--config.file={config}", f"--storage.tsdb.path={folder}/data", "--log.level=info",
             f"--web.listen-address=127.0.0.1:{self.port}"], stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)

    def ask(self, path, **query):
        return json.loads(self.get(f"/api/v1/{path}?{urllib.parse.urlencode(query)}")[1])["data"]

    def query(self, query):
        """{labels without job and instance: value}"""
        return {tuple(sorted((key, value) for key, value in each["metric"].items() if key not in ("job", "instance"))):
                float(each["value"][1]) for each in self.ask("query", query=query)["result"]}

    def type_of(self, job, family):
        found = self.ask("targets/metadata", match_target=f'{{job="{job}"}}', metric=family)
        return (found[0]["type"], found[0]["unit"]) if found else None

    def complaints(self):
        self.log.flush()
        text = pathlib.Path(self.log.name).read_text(errors="replace")
        return [line for line in text.splitlines() if re.search(r"level=(warn|error)", line, re.IGNORECASE)]

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


@contextlib.contextmanager
def relay(exporter):
    """Asks the exporter without an Accept header: this Prometheus cannot be told which format to want."""
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, body = exporter.get(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


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
