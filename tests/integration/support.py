# SPDX-License-Identifier: Apache-2.0
"""What the integration tests share: results, the page, an exporter, Docker's command. Standard library only."""
import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

IMAGE = "busybox:local"


# --- what is checked, said and counted ---------------------------------------------------------------------------

class Results:
    def __init__(self):
        self.counts = {"PASS": 0, "FAIL": 0, "SKIP": 0}

    def say(self, outcome, name, detail=""):
        self.counts[outcome] += 1
        print(f"{outcome}  {name}{': ' + str(detail) if detail != '' else ''}", flush=True)

    def check(self, name, ok, detail=""):
        self.say("PASS" if ok else "FAIL", name, detail)
        return ok

    def near(self, name, value, expected, tolerance):
        ok = value is not None and abs(value - expected) <= abs(expected) * tolerance
        return self.check(name, ok, f"{value} against {expected}, allowed {tolerance:.1%}")

    def skip(self, name, reason):
        """Where CI promises the means, their absence is a failure."""
        self.say("FAIL" if os.environ.get("CI") == "true" else "SKIP", name, reason)

    def totals(self):
        print(f"{self.counts['PASS']} passed, {self.counts['FAIL']} failed, {self.counts['SKIP']} skipped", flush=True)


# --- the page ----------------------------------------------------------------------------------------------------

SAMPLE = re.compile(r"^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$")
LABEL = re.compile(r'([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"')
ESCAPED = re.compile(r"\\(.)")


def unescape(text):
    return ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


class Page:
    def __init__(self, text, begun, ended):
        self.text = text
        self.time = (begun + ended) / 2
        self.seconds = ended - begun
        self.samples = {}
        for line in text.split("\n"):
            if found := SAMPLE.match(line):
                labels = {key: unescape(value) for key, value in LABEL.findall(found[2] or "")}
                self.samples.setdefault(found[1], []).append((labels, float(found[3])))

    def series(self, metric, **wanted):
        return [(labels, value) for labels, value in self.samples.get(metric, [])
                if all(labels.get(key) == expected for key, expected in wanted.items())]

    def sum(self, metric, **wanted):
        """None when there is no such series: missing is not zero."""
        found = self.series(metric, **wanted)
        return sum(value for _, value in found) if found else None

    def containers(self):
        return {labels["name"]: labels for labels, _ in self.series("container_start_time_seconds") if labels.get("name")}


def grown(before, after, metric, **wanted):
    """Growth of a counter; a series that appears between the two pages grew from nothing."""
    last = after.sum(metric, **wanted)
    return None if last is None else last - (before.sum(metric, **wanted) or 0)


# --- the exporter ------------------------------------------------------------------------------------------------

def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """An exporter that somebody else started."""
    process = None

    def __init__(self, port):
        self.port = port

    def get(self, path="/metrics", timeout=60):
        """Status and body. Without http.client, which a minimal Python does not have."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            connection.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost:{self.port}\r\n\r\n".encode())
            answer = b"".join(iter(lambda: connection.recv(1 << 18), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        if not body and not head.startswith(b"HTTP/"):
            raise ConnectionError("the exporter closed the connection without an answer")
        return int(head.split()[1]), body

    def page(self):
        begun = time.time()
        _, body = self.get()
        return Page(body.decode(), begun, time.time())

    def wait_ready(self, seconds):
        return bool(wait_for(lambda: self.get("/-/ready")[0] == 200, seconds, self.process))


class Exporter(Served):
    def __init__(self, program, *arguments, before=(), folder):
        super().__init__(free_port())
        self.log = open(os.path.join(folder, f"exporter-{self.port}.log"), "w+b")
        command = [*before, program, *arguments, f"--web.listen-address=127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(command, stderr=self.log, stdout=self.log, stdin=subprocess.DEVNULL)

    def stop(self):
        """How it ended and after how long."""
        begun = time.time()
        if self.process.poll() is None:
            for pid in self.inner() or [self.process.pid]:
                os.kill(pid, signal.SIGTERM)
        try:
            status = self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        return status, time.time() - begun

    def inner(self):
        """The program itself where another one started it: unshare would leave it behind."""
        return [int(pid) for pid in pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
                .read_text().split()]

    def last_words(self):
        self.log.flush()
        return pathlib.Path(self.log.name).read_text(errors="replace")[-2000:]


def wait_for(condition, seconds, process=None, pause=0.05):
    """The first true value, or the last false one. A refused connection is false."""
    end = time.time() + seconds
    value = None
    while time.time() < end and (process is None or process.poll() is None):
        try:
            value = condition()
        except OSError:
            value = None
        if value:
            return value
        time.sleep(pause)
    return value


# --- Docker ------------------------------------------------------------------------------------------------------

def docker(*arguments, check=True, timeout=300):
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, timeout=timeout)
    if check and done.returncode:
        raise RuntimeError(f"docker {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def why_no_docker():
    if not shutil.which("docker"):
        return "there is no docker command"
    done = subprocess.run(["docker", "version", "--format", "{{.Server.Version}}"], capture_output=True, text=True)
    return "" if done.returncode == 0 else f"no Docker Engine answers: {done.stderr.strip()}"


def have_image():
    if docker("image", "inspect", IMAGE, check=False) not in ("", "[]"):
        return True
    if subprocess.run(["docker", "pull", "-q", "busybox:stable"], capture_output=True).returncode == 0:
        docker("tag", "busybox:stable", IMAGE)
        return True
    busybox = shutil.which("busybox")
    if not busybox or subprocess.run(["ldd", busybox], capture_output=True).returncode == 0:  # it must be static
        return False
    with tempfile.TemporaryDirectory() as root:
        os.makedirs(f"{root}/bin")
        os.makedirs(f"{root}/tmp")
        shutil.copy(busybox, f"{root}/bin/busybox")
        for applet in subprocess.run([busybox, "--list"], capture_output=True, text=True).stdout.split():
            with contextlib.suppress(FileExistsError):
                os.symlink("busybox", f"{root}/bin/{applet}")
        archive = subprocess.run(["tar", "-C", root, "-c", "."], capture_output=True, check=True).stdout
        subprocess.run(["docker", "import", "-c", "ENV PATH=/bin", "-c", 'CMD ["sh"]', "-", IMAGE],
                       input=archive, capture_output=True, check=True)
    return True
