# SPDX-License-Identifier: Apache-2.0
"""A Docker Engine API that knows a fixed set of containers: version, info, list, inspect, and an event stream that is
silent until told to speak. Standard library only."""
import http.server
import json
import os
import re
import socketserver
import threading


class Engine(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path):
        self.containers = {}  # id: name
        self.streams = []
        self.lock = threading.Lock()
        super().__init__(path, Handler)
        os.chmod(path, 0o666)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def add(self, full_id, name):
        self.containers[full_id] = name
        self.say("start", full_id)

    def remove(self, full_id):
        del self.containers[full_id]
        self.say("die", full_id)
        self.say("destroy", full_id)

    def say(self, action, full_id):
        event = json.dumps({"Type": "container", "Action": action, "Actor": {"ID": full_id, "Attributes": {}}})
        with self.lock:
            for stream in self.streams:
                stream.write(f"{len(event) + 1:x}\r\n{event}\n\r\n".encode())
                stream.flush()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def address_string(self):
        return "unix"

    def log_message(self, *_):
        pass

    def answer(self, value, status=200):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = re.sub(r"^/v[\d.]+", "", self.path).partition("?")[0]
        if path == "/version":
            self.answer({"Version": "20.10.24", "ApiVersion": "1.41", "MinAPIVersion": "1.12"})
        elif path == "/info":
            self.answer({"OperatingSystem": "Bench", "DockerRootDir": "/var/lib/docker"})
        elif path == "/containers/json":
            self.answer([{"Id": full_id, "Names": ["/" + name], "Image": "image", "ImageID": "", "State": "running",
                          "Status": "Up", "Labels": {}} for full_id, name in self.server.containers.items()])
        elif path == "/events":
            self.events()
        elif found := re.fullmatch(r"/containers/([0-9a-f]{64})/json", path):
            self.inspect(found[1])
        else:
            self.answer({"message": "no such thing"}, 404)

    def inspect(self, full_id):
        name = self.server.containers.get(full_id)
        if name is None:
            return self.answer({"message": "no such container"}, 404)
        labels = {"com.docker.compose.project": "bench", "com.docker.compose.service": name}
        self.answer({"Id": full_id, "Name": "/" + name, "Created": "2026-01-01T00:00:00Z", "SizeRw": 4096,
                     "State": {"Status": "running", "Pid": 0, "StartedAt": "2026-01-01T00:00:01Z"},
                     "Config": {"Image": "image", "Labels": labels}, "Image": "",
                     "HostConfig": {"NetworkMode": "none"}, "NetworkSettings": {"Networks": {}}})

    def events(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.flush()
        with self.server.lock:
            self.server.streams.append(self.wfile)
        self.rfile.read(1)  # until the client hangs up
        with self.server.lock:
            self.server.streams.remove(self.wfile)
