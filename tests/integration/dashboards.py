#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""grafana/: every metric in a dashboard is one that is published, every query parses, every panel is complete."""
import argparse
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from support import Results

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORDS = {"by", "without", "on", "ignoring", "group_left", "group_right", "and", "or", "unless", "bool", "offset"}
# The exporter's own metrics are not in the tables that --list-metrics prints.
OWN = {name for file in (ROOT / "exporter/scrape").glob("*.cpp")
       for name in re.findall(r'"(container_exporter_\w+)"', file.read_text())}
OF_PROMETHEUS = {"up", "scrape_duration_seconds", "scrape_samples_scraped", "ALERTS"}
VARIABLES = {"$__rate_interval": "1m", "$__interval": "1m", "$__range": "1h"}

def metrics_in(query):
    text = re.sub(r'"(?:[^"\\]|\\.)*"', '""', query)
    text = re.sub(r"\{[^}]*\}|\[[^\]]*\]", " ", text)
    text = re.sub(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", " ", text)
    names = re.findall(r"(?<![\w$.])([a-zA-Z_:][\w:]*)\b(?!\s*\()", text)
    return {name for name in names if name not in WORDS}


def substituted(query):
    for variable, value in VARIABLES.items():
        query = query.replace(variable, value)
    return re.sub(r"\$\{?\w+\}?", ".+", query)


def queries_of(dashboard):
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            yield panel["title"], target["expr"]
    for variable in dashboard["templating"]["list"]:
        if found := re.fullmatch(r"label_values\((?:(.*),\s*)?(\w+)\)", variable.get("definition", "")):
            if found[1]:
                yield f"variable {variable['name']}", found[1]


def check_shape(check, name, dashboard):
    panels = [panel for panel in dashboard["panels"] if panel["type"] != "row"]
    ids = [panel["id"] for panel in dashboard["panels"]]
    variables = {variable["name"]: variable for variable in dashboard["templating"]["list"]}
    check(f"{name}: uid and schemaVersion", dashboard.get("uid") and dashboard.get("schemaVersion", 0) >= 39)
    check(f"{name}: panel ids are unique", len(ids) == len(set(ids)))
    check(f"{name}: a data source variable", variables.get("datasource", {}).get("type") == "datasource")
    lacking = [panel["title"] for panel in panels if not panel.get("description")
               or not panel["fieldConfig"]["defaults"].get("unit") or panel["datasource"]["uid"] != "${datasource}"]
    check(f"{name}: every panel has a description, a unit and the variable data source", not lacking, lacking or "")
    fixed = [title for title, query in queries_of(dashboard) if re.search(r"rate\([^[]*\[(?!\$__rate_interval)", query)]
    check(f"{name}: rates are over $__rate_interval", not fixed, fixed or "")
    cells = collections.Counter((x, y) for panel in dashboard["panels"] for at in [panel["gridPos"]]
                                for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"]))
    check(f"{name}: no two panels overlap", max(cells.values()) == 1 and max(x for x, _ in cells) < 24)


def check_queries(check, name, dashboard, promtool):
    rules = [{"record": f"q{number}", "expr": substituted(query)}
             for number, (_, query) in enumerate(queries_of(dashboard))]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"groups": [{"name": "queries", "rules": rules}]}, file)  # JSON is YAML
        file.flush()
        done = subprocess.run([promtool, "check", "rules", file.name], capture_output=True, text=True)
    check(f"{name}: all {len(rules)} queries parse", done.returncode == 0, done.stdout[-800:] + done.stderr[-800:]
          if done.returncode else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exporter", required=True)
    listed = subprocess.run([parser.parse_args().exporter, "--list-metrics"], capture_output=True, text=True)
    results = Results()
    check = results.check
    check("container-exporter --list-metrics", listed.returncode == 0, listed.stderr)
    published = set(re.findall(r"[a-zA-Z_:][\w:]*", listed.stdout)) | OWN | OF_PROMETHEUS
    promtool = shutil.which("promtool")
    dashboards = {file.name: json.loads(file.read_text()) for file in sorted((ROOT / "grafana/dashboards").glob("*.json"))}
    check("there are dashboards", dashboards)
    for name, dashboard in dashboards.items():
        check_shape(check, name, dashboard)
        unknown = {metric for _, query in queries_of(dashboard) for metric in metrics_in(query)} - published
        check(f"{name}: every metric is published", not unknown, sorted(unknown) or "")
        if promtool:
            check_queries(check, name, dashboard, promtool)
        else:
            results.skip(f"{name}: all queries parse", "there is no promtool")
    uids = [dashboard.get("uid") for dashboard in dashboards.values()]
    check("dashboard uids are unique", len(uids) == len(set(uids)))
    results.totals()
    return 1 if results.counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
