# SPDX-License-Identifier: Apache-2.0
"""A real Prometheus for the integration tests."""
import contextlib
import http.server
import json
import os
import pathlib
import re
import subprocess
import threading
import urllib.parse

from support import Served, free_port


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
        status, body = self.get(f"/api/v1/{path}?{urllib.parse.urlencode(query)}")
        if status != 200:  # it is starting
            raise ConnectionError(f"Prometheus says {status}: {body[:200]}")
        return json.loads(body)["data"]

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
