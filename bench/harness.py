# SPDX-License-Identifier: Apache-2.0
"""What the benchmarks share: containers that are real kernel cgroups, a scripted Engine API that names them, the exporter
beside them, and a client."""
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from engine import Engine

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / "build/bench"
PROGRAM = str(BUILD / "bin/container-exporter")
CGROUP = pathlib.Path("/sys/fs/cgroup")
V2 = (CGROUP / "cgroup.controllers").exists()
PARENT = "container-exporter-bench"


def prepare(name):
    """Ends the program where it cannot run; from now on it cleans up when it is told to end."""
    if os.geteuid() != 0:
        sys.exit(f"{name}: only root can make cgroups")
    if not (BUILD / "bin/bench_floor").exists():
        sys.exit(f"{name}: there is no build/bench: scripts/bootstrap build bench; scripts/build bench")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def unlimited():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class Cgroups:
    """N cgroups below a parent of ours in every hierarchy, with a process that sleeps in each."""

    def __init__(self):
        roots = {path.resolve() for path in CGROUP.iterdir() if (path / "cgroup.procs").exists()} if not V2 else {CGROUP}
        # Without processors and memory of their own, cpuset's take no process; the rest has nothing to read.
        self.roots = [root for root in roots if root.name not in ("cpuset", "devices", "freezer", "systemd", "unified")]
        self.processes = []
        self.remove()
        for root in self.roots:
            (root / PARENT).mkdir()
        if V2:
            for directory in (CGROUP, CGROUP / PARENT):
                for controller in ("cpu", "memory", "io", "pids"):
                    subprocess.run(["sh", "-c", f"echo +{controller} > {directory}/cgroup.subtree_control"],
                                   stderr=subprocess.DEVNULL)

    def add(self, full_id, process):
        for root in self.roots:
            (root / PARENT / full_id).mkdir()
        if not process:
            return
        sleeper = subprocess.Popen(["sleep", "100000"])
        self.processes.append(sleeper)
        for root in self.roots:
            (root / PARENT / full_id / "cgroup.procs").write_text(str(sleeper.pid))

    def remove_one(self, full_id):
        for root in self.roots:
            (root / PARENT / full_id).rmdir()

    def remove(self):
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()
        for root in self.roots:
            for directory in sorted((root / PARENT).glob("**/"), reverse=True):
                for _ in range(100):  # the kernel may still be busy with its last process
                    try:
                        directory.rmdir()
                        break
                    except FileNotFoundError:
                        break
                    except OSError:
                        for pid in (directory / "cgroup.procs").read_text().split():
                            os.kill(int(pid), signal.SIGKILL)
                        time.sleep(0.02)


class Host:
    """So many containers and the Engine API that names them c0, c1, ...; all of it goes at the end of `with`."""

    def __init__(self, containers):
        self.folder = tempfile.mkdtemp(prefix="container-exporter-bench-")
        self.socket = f"{self.folder}/docker.sock"
        self.made = 0
        self.cgroups = Cgroups()
        self.engine = Engine(self.socket)
        self.first = containers

    def __enter__(self):
        try:
            for _ in range(self.first):
                self.add()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.cgroups.remove()
        shutil.rmtree(self.folder)

    def add(self, process=True):
        full_id, name = f"{self.made:064x}", f"c{self.made}"
        self.made += 1
        self.cgroups.add(full_id, process)
        self.engine.add(full_id, name)
        return full_id, name

    def remove(self, full_id):
        self.cgroups.remove_one(full_id)
        self.engine.remove(full_id)


def cpu_ticks(pid):
    """User and system time of a process and all threads it ever had, in hundredths of a second."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]), int(fields[12])


def cpu_seconds(pid):
    """Of the threads that it has now, by the scheduler's count of nanoseconds."""
    return sum(int((task / "schedstat").read_text().split()[0])
               for task in pathlib.Path(f"/proc/{pid}/task").iterdir()) / 1e9


class Client:
    """One kept connection, as Prometheus has."""

    def __init__(self, port, encoding="identity"):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.request = f"GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {encoding}\r\n\r\n".encode()

    def scrape(self):
        self.socket.sendall(self.request)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.socket.recv(1 << 20)
        head, _, body = data.partition(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head, re.IGNORECASE)[1])
        parts, got = [body], len(body)
        while got < length:
            parts.append(self.socket.recv(1 << 20))
            got += len(parts[-1])
        return b"".join(parts)


class Exporter:
    def __init__(self, program, engine, flags=(), environment=None, descriptors=None):
        self.port = free_port()
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            [program, f"--docker.host=unix://{engine}", "--process.user=root", *flags,
             f"--web.listen-address=127.0.0.1:{self.port}"],
            stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})},
            preexec_fn=descriptors and (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))))

    def first_page(self, count):
        """Seconds from the start to a page that has every container by its name."""
        while time.monotonic() - self.begun < 120:
            try:
                page = Client(self.port).scrape()
            except OSError:
                time.sleep(0.002)
                continue
            if page.count(b"\ncontainer_start_time_seconds{id=\"/" + PARENT.encode()) >= count and page.count(
                    b'name="c') >= count:
                return time.monotonic() - self.begun
        raise RuntimeError("the containers never came")

    def wait_for_second_list(self):
        """Docker is asked for the list of containers once a minute, which takes memory."""
        time.sleep(max(0, self.begun + 65 - time.monotonic()))

    def status(self, key):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"^{key}:\s+(\d+)", text, re.M)[1])

    def kept_files(self):
        found = []
        for link in pathlib.Path(f"/proc/{self.process.pid}/fd").iterdir():
            try:
                target = os.readlink(link)
            except OSError:
                continue
            if target.startswith(("/sys/", "/proc/")) and not target.startswith("/proc/self"):
                found.append(target)
        return found

    def stop(self):
        self.process.terminate()
        self.process.wait(30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def trace(exporter, scrape, scrapes, pause=0):
    """The lines of strace, thread by thread, while so many scrapes are made. None without strace."""
    if not shutil.which("strace"):
        return None
    with tempfile.NamedTemporaryFile("r") as out:
        tracer = subprocess.Popen(["strace", "-f", "-q", "-o", out.name, "-p", str(exporter.process.pid)],
                                  stderr=subprocess.DEVNULL)
        time.sleep(1)
        out.seek(0, os.SEEK_END)
        for _ in range(scrapes):
            scrape()
            time.sleep(pause)
        tracer.terminate()
        tracer.wait()
        return [line for line in out.read().splitlines() if "resumed>" not in line and "+++" not in line]


def allocations(program, host, flags=(), scrapes=10):
    """Of one request, HTTP included."""
    with tempfile.NamedTemporaryFile("r+b") as counter:
        counter.write(bytes(8))
        counter.flush()
        exporter = Exporter(program, host.socket, flags, {"LD_PRELOAD": str(BUILD / "bin/libcount_allocations.so"),
                                                          "COUNT_ALLOCATIONS": counter.name})

        def number():
            return int.from_bytes(pathlib.Path(counter.name).read_bytes(), sys.byteorder)
        try:
            exporter.first_page(host.made)
            client = Client(exporter.port)
            for _ in range(5):
                client.scrape()
            before = number()
            for _ in range(scrapes):
                client.scrape()
            return (number() - before) / scrapes
        finally:
            exporter.stop()
