# SPDX-License-Identifier: Apache-2.0
"""Containers that do something known, what the kernel and `docker stats` say of them, and what an exporter must."""
import json
import os
import pathlib
import re
import time

from support import IMAGE, docker, grown, wait_for

MIB = 1 << 20
CGROUP = pathlib.Path("/sys/fs/cgroup")
V2 = (CGROUP / "cgroup.controllers").exists()


class Containers:
    """Containers and networks of this run, all removed at the end."""

    def __init__(self):
        self.prefix = f"live-{os.getpid()}"
        self.network = f"{self.prefix}-net"
        docker("network", "create", "--label", self.prefix, self.network)

    def name(self, short):
        return f"{self.prefix}-{short}"

    def run(self, short, *options, command):
        docker("run", "-d", "--name", self.name(short), "--label", self.prefix, *options, IMAGE, "sh", "-c", command)
        return self.name(short)

    def remove(self):
        ids = docker("ps", "-aq", "--filter", f"label={self.prefix}", check=False).split()
        if ids:
            docker("rm", "-fv", *ids, check=False)
        docker("network", "rm", self.network, check=False)


def running():
    lines = docker("ps", "--no-trunc", "--format", "{{.ID}}\t{{.Names}}\t{{.Image}}").split("\n")
    return {tuple(line.split("\t")) for line in lines if line}


def amount(text):
    """A number as `docker stats` writes it: 40.4MiB, 1.05MB, 25.10%."""
    units = {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "KiB": 1 << 10, "MiB": MIB, "GiB": 1 << 30, "%": 0.01}
    number, unit = re.match(r"([\d.]+)\s*(\S+)", text.strip()).groups()
    return float(number) * units[unit]


def docker_stats(name):
    said = json.loads(docker("stats", "--no-stream", "--format", "{{json .}}", name))
    received, sent = map(amount, said["NetIO"].split("/"))
    read, written = map(amount, said["BlockIO"].split("/"))
    return {"cpu": amount(said["CPUPerc"]), "memory": amount(said["MemUsage"].split("/")[0]),
            "limit": amount(said["MemUsage"].split("/")[1]), "received": received, "sent": sent,
            "read": read, "written": written}


# --- what the kernel itself says ---------------------------------------------------------------------------------

def cgroup_directory(controller, full_id):
    root = CGROUP if V2 else CGROUP / controller
    for folder, _, _ in os.walk(root):
        if full_id in os.path.basename(folder):
            return pathlib.Path(folder)
    raise RuntimeError(f"no cgroup of {full_id} below {root}")


def kernel_cpu_seconds(full_id):
    folder = cgroup_directory("cpuacct", full_id)
    if V2:
        return int(re.search(r"usage_usec (\d+)", (folder / "cpu.stat").read_text())[1]) / 1e6
    return int((folder / "cpuacct.usage").read_text()) / 1e9


def kernel_memory_usage(full_id):
    return int((cgroup_directory("memory", full_id) / ("memory.current" if V2 else "memory.usage_in_bytes")).read_text())


def backing_device(path):
    """The whole device below a path, as the page names it: /dev/vda."""
    number = os.stat(path).st_dev
    text = pathlib.Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}/uevent").read_text()
    folder = pathlib.Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}").resolve()
    if (folder / "partition").exists():
        text = (folder.parent / "uevent").read_text()
    return "/dev/" + re.search(r"DEVNAME=(\S+)", text)[1]


# --- the checks --------------------------------------------------------------------------------------------------

class KnownLoads:
    """Containers that do something known, and what an exporter must show of them."""

    def __init__(self, results, slow=1.0):
        self.results, self.slow = results, slow
        self.containers = Containers()

    def close(self):
        self.containers.remove()

    def prepare(self):
        run = self.containers.run
        self.burn = run("burn", "--cpus", "0.25", command="while :; do :; done")
        # dd fills its one buffer of 40 MiB and waits in vain for somebody to read more than a pipe holds.
        self.memory = run("memory", "-m", "64m", command="mkfifo /tmp/pipe; sleep 100000 < /tmp/pipe & "
                                                         "exec dd if=/dev/zero of=/tmp/pipe bs=40M count=1")
        self.device = backing_device(docker("info", "-f", "{{.DockerRootDir}}"))
        # Since 6.10 the kernel counts block I/O on cgroup v1 only once some limit is set on the device.
        limit = [] if V2 else ["--device-write-bps", f"{self.device}:1tb"]
        self.idle = run("idle", *limit, command="exec sleep 100000")
        self.receiver = run("receiver", "--network", self.containers.network,
                            command="exec nc -ll -p 5000 -e sh -c 'cat > /dev/null'")
        self.sender = run("sender", "--network", self.containers.network, command="exec sleep 100000")
        self.odd_labels = {"plain": "value", "quoted": 'a "b" c', "back.slash": "a\\b\\nc", "two-lines": "a\nb",
                           "unicode": "h\u00e9llo \u2665", "equals": "a=b,c={d}"}
        options = [option for key, value in self.odd_labels.items() for option in ("--label", f"{key}={value}")]
        self.odd = run("odd", "--network", "none", *options, command="exec sleep 100000")

    # Every container of `docker ps`, and no other, with its name, image and cgroup.
    def page_is_complete(self, exporter):
        for attempt in range(3):  # others may start and stop containers meanwhile: only what is in both lists must be
            before = running()
            page = exporter.page()
            after = running()
            shown = page.containers()
            missing = [name for full_id, name, image in before & after
                       if name not in shown or shown[name].get("image") != image
                       or full_id not in shown[name].get("id", "")]
            extra = set(shown) - {name for _, name, _ in before | after}
            if not missing and not extra:
                break
            time.sleep(1)
        self.results.check("every running container is on the page with name, image and id", not missing,
                           f"{len(before & after)} containers" if not missing else f"missing or wrong: {missing}")
        self.results.check("no container that does not run is on the page", not extra, sorted(extra) or "")
        label_sets = [tuple(sorted(labels.items())) for labels, _ in page.series("container_start_time_seconds")]
        self.results.check("each subject is there once", len(label_sets) == len(set(label_sets)))

    def odd_labels_survive(self, page):
        labels = page.containers().get(self.odd, {})
        wrong = {key: labels.get("container_label_" + re.sub(r"\W", "_", key)) for key, value in self.odd_labels.items()
                 if labels.get("container_label_" + re.sub(r"\W", "_", key)) != value}
        self.results.check("odd labels arrive as they were given", not wrong, wrong or "")

    def processor(self, exporter):
        metric, full_id = "container_cpu_usage_seconds_total", docker("inspect", "-f", "{{.Id}}", self.burn)
        first, kernel_first = exporter.page(), kernel_cpu_seconds(full_id)
        time.sleep(12)
        second, kernel_second = exporter.page(), kernel_cpu_seconds(full_id)
        cores = grown(first, second, metric, name=self.burn, cpu="total") / (second.time - first.time)
        self.results.near("a container held to 0.25 CPU shows 0.25 cores", round(cores, 4), 0.25, 0.05)
        shown = second.sum(metric, name=self.burn, cpu="total")
        self.results.check("its CPU time lies between what the kernel said before and after",
                           kernel_first <= shown <= kernel_second, f"{kernel_first} <= {shown} <= {kernel_second}")
        self.results.check("its throttled periods rise",
                           (grown(first, second, "container_cpu_cfs_throttled_periods_total", name=self.burn) or 0) > 0)
        self.results.near("docker stats agrees about CPU", docker_stats(self.burn)["cpu"], cores, 0.30)
        self.results.check("without a CPU limit nothing is throttled and there is no quota",
                           not second.sum("container_cpu_cfs_throttled_periods_total", name=self.idle)
                           and second.sum("container_spec_cpu_quota", name=self.idle) is None)
        quota = second.sum("container_spec_cpu_quota", name=self.burn)
        period = second.sum("container_spec_cpu_period", name=self.burn)
        self.results.check("quota over period is the limit", quota and period and quota / period == 0.25,
                           f"{quota} / {period}")

    def allocation(self, exporter):
        name = self.memory
        wait_for(lambda: (exporter.page().sum("container_memory_rss", name=name) or 0) > 39 * MIB, 20 * self.slow)
        page = exporter.page()
        self.results.near("40 MiB allocated show in rss", page.sum("container_memory_rss", name=name), 40 * MIB, 0.02)
        working_set = page.sum("container_memory_working_set_bytes", name=name)
        # Kernel memory is charged too: page tables and slabs, up to a megabyte and a half, never the same twice.
        self.results.near("40 MiB allocated show in the working set", working_set, 40 * MIB, 0.05)
        kernel = kernel_memory_usage(docker("inspect", "-f", "{{.Id}}", name))
        self.results.near("usage is what the kernel says", page.sum("container_memory_usage_bytes", name=name),
                          kernel, 0.005)
        said = docker_stats(name)
        self.results.near("docker stats agrees about memory", working_set, said["memory"], 0.02)
        self.results.check("the memory limit is 64 MiB",
                           page.sum("container_spec_memory_limit_bytes", name=name) == 64 * MIB == said["limit"])
        self.results.check("no memory limit is 0",
                           page.sum("container_spec_memory_limit_bytes", name=self.idle) == 0)

    def direct_write(self, exporter):
        device, metric = self.device, "container_fs_writes_bytes_total"
        before = exporter.page()
        docker("exec", self.idle, "dd", "if=/dev/zero", "of=/written", "bs=1M", "count=10", "oflag=direct")
        after = exporter.page()
        self.results.near(f"10 MiB written with O_DIRECT show on {device}",
                          grown(before, after, metric, name=self.idle, device=device), 10 * MIB, 0.01)
        others = {labels["device"] for labels, value in after.series(metric, name=self.idle)
                  if labels["device"] != device and value >= MIB and labels["device"] in self.whole_disks()}
        self.results.check("and on no other disk", not others, others or "")
        self.results.near("docker stats agrees about block I/O", after.sum(metric, name=self.idle, device=device),
                          docker_stats(self.idle)["written"], 0.01)

    def disk_usage(self, exporter):
        metric = "container_fs_usage_bytes"
        name = self.containers.run("disk", command="dd if=/dev/zero of=/written bs=1M count=5; exec sleep 100000")
        wait_for(lambda: (exporter.page().sum(metric, name=name) or 0) >= 5 * MIB, 100 * self.slow, pause=0.5)
        page = exporter.page()
        self.results.check("5 MiB written to the container's layer show as its disk usage",
                           page.sum(metric, name=name) == 5 * MIB, page.sum(metric, name=name))
        capacity = os.statvfs(docker("info", "-f", "{{.DockerRootDir}}"))
        self.results.check("and its limit is the file system's capacity",
                           page.sum("container_fs_limit_bytes", name=name) == capacity.f_blocks * capacity.f_frsize,
                           page.series("container_fs_limit_bytes", name=name))

    @staticmethod
    def whole_disks():
        """Not stacked ones: what is written to those is rightly counted again below."""
        return {f"/dev/{path.name}" for path in pathlib.Path("/sys/block").iterdir()
                if not any((path / "slaves").glob("*"))}

    def send(self):
        address = docker("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", self.receiver)
        docker("exec", self.sender, "sh", "-c", f"dd if=/dev/zero bs=64k count=160 2>/dev/null | nc {address} 5000")
        time.sleep(0.2)

    def seen_inside(self):
        """What the container's own kernel interface counts: received and sent."""
        words = docker("exec", self.sender, "grep", "eth0", "/proc/net/dev").split(":")[1].split()
        return int(words[0]), int(words[8])

    def traffic(self, source, exporter):
        received, sent = "container_network_receive_bytes_total", "container_network_transmit_bytes_total"
        wait_for(lambda: exporter.page().sum(sent, name=self.sender) is not None, 5 * self.slow)
        before = exporter.page()
        self.send()
        inside_earlier = self.seen_inside()
        after, inside_later = exporter.page(), self.seen_inside()
        growth = {what: grown(before, after, metric, name=name) for what, metric, name in (
            ("sent by the sender", sent, self.sender), ("received by the receiver", received, self.receiver),
            ("received by the sender", received, self.sender), ("sent by the receiver", sent, self.receiver))}
        for what, bytes_ in growth.items():  # the payload and its headers one way, acknowledgements the other
            least, most = (10 * MIB, 12 * MIB) if what in ("sent by the sender", "received by the receiver") else (1, MIB)
            self.results.check(f"10 MiB over a bridge, by {source}: {what}", bytes_ and least <= bytes_ <= most, bytes_)
        # A stray packet may pass at any moment, so the page has to lie between what was counted before and after it.
        for what, index in (("received", 0), ("sent", 1)):
            metric = (received, sent)[index]
            value = after.sum(metric, name=self.sender)
            least, most = inside_earlier[index], inside_later[index]
            self.results.check(f"what the container itself counts as {what}, by {source}",
                               value is not None and least <= value <= most, f"{least} <= {value} <= {most}")
        said = docker_stats(self.sender)
        self.results.near(f"docker stats agrees about traffic, by {source}", after.sum(sent, name=self.sender),
                          said["sent"], 0.01)
        names = {labels["interface"] for labels, _ in after.series(sent, name=self.sender)}
        self.results.check(f"the interface is the container's own, by {source}", names == {"eth0"}, names)
        served = {labels["source"] for labels, value in after.series("container_exporter_network_source") if value}
        self.results.check(f"and {source} is what the page says it used", source in served, served)
        self.results.check(f"no network, no series, by {source}", after.sum(sent, name=self.odd) is None)

    def start_and_stop(self, exporter):
        page = exporter.page
        name = self.containers.run("late", command="exec sleep 100000")
        begun = time.time()
        wait_for(lambda: name in page().containers(), 10 * self.slow)
        took = time.time() - begun
        self.results.check("a container that starts is there within 2 s", name in page().containers()
                           and took <= 2 * self.slow, f"{took:.2f} s")
        anonymous = [labels["id"] for labels, _ in page().series("container_start_time_seconds")
                     if re.search(r"[0-9a-f]{64}(\.scope)?$", labels.get("id", "")) and not labels.get("name")]
        self.results.check("and none is left without a name", not anonymous, anonymous or "")
        docker("stop", "-t", "0", name)
        self.results.check("one that stops is gone at the next scrape", name not in page().containers())
        time.sleep(1)
        left = {family for family in page().samples for labels, _ in page().series(family) if labels.get("name") == name}
        self.results.check("but for the time it was last seen", left == {"container_last_seen"}, sorted(left))
        age = time.time() - (page().sum("container_last_seen", name=name) or 0)
        self.results.check("which stands still", 1 <= age <= 10 * self.slow, f"{age:.1f} s ago")
        docker("rename", self.odd, self.odd + "-renamed")
        renamed = wait_for(lambda: self.odd + "-renamed" in page().containers(), 2 * self.slow)
        self.results.check("one that is renamed has its new name within 2 s", renamed)
        docker("rename", self.odd + "-renamed", self.odd)

    def out_of_memory(self, exporter):
        metric = "container_oom_events_total"
        name = self.containers.run("oom", "-m", "16m", "--memory-swap", "16m", "--restart", "on-failure:2",
                                   command="sleep 0.5; tail /dev/zero & wait $! && sleep 1; sleep 1; tail /dev/zero")
        counts = []

        def killed():
            count = exporter.page().sum(metric, name=name)
            if count is not None:
                counts.append(count)
            return docker("inspect", "-f", "{{.RestartCount}} {{.State.Status}}", name) == "2 exited"
        ended = wait_for(killed, 60 * self.slow)
        # Each life kills two processes: the last of them can be gone before a scrape sees it, and then Docker tells.
        self.results.check("a container that runs out of memory is counted, over its restarts",
                           ended and counts and max(counts) >= 4, f"{max(counts, default=None)} of 6")
        self.results.check("and its count never falls", counts == sorted(counts), counts)
        docker("rm", "-f", name)

    def all(self, exporter, source):
        self.page_is_complete(exporter)
        self.odd_labels_survive(exporter.page())
        self.processor(exporter)
        self.allocation(exporter)
        self.direct_write(exporter)
        self.disk_usage(exporter)
        self.traffic(source, exporter)
        self.start_and_stop(exporter)
        self.out_of_memory(exporter)
