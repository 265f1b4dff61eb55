# SPDX-License-Identifier: Apache-2.0
"""What the kernel's own files say of one cgroup, read by hand: no code and no table of the exporter's is used here.

Each function gives {(family, labels): value}, with the labels that a series has beside those of its container, as a
frozenset of pairs. A file or a key that is not there gives nothing: missing is not zero.
"""
import math
import os
import pathlib
import re

CGROUP = pathlib.Path("/sys/fs/cgroup")
V2 = (CGROUP / "cgroup.controllers").exists()
SCOPES = ("container", "hierarchy")
NO_LIMIT = 1 << 62  # above it cgroup v1 means none; it is written as 0


def labels(**pairs):
    return frozenset(pairs.items())


def text_of(path):
    try:
        return pathlib.Path(path).read_text()
    except OSError:  # also a file that is there and cannot be read, as memory.memsw without swap accounting
        return None


def number_of(path):
    text = text_of(path)
    return None if text is None else math.inf if text.strip() == "max" else int(text)


def keyed(path):
    """KEY NUMBER lines."""
    lines = (line.replace(":", "").split() for line in (text_of(path) or "").splitlines())
    return {words[0]: int(words[1]) for words in lines}


def device_name(number):
    text = text_of(f"/sys/dev/block/{number}/uevent")
    return "/dev/" + re.search(r"DEVNAME=(\S+)", text)[1] if text else None


class Values(dict):
    """None is not kept."""

    def add(self, family, value, factor=1, **pairs):
        if value is not None:
            self[family, labels(**pairs)] = value * factor

    def add_limit(self, family, value):
        if value is not None:
            self.add(family, 0 if value > NO_LIMIT else value)


def add_device(values, number, read, written, reads, writes):
    major, minor = number.split(":")
    device = device_name(number)
    values.add("container_fs_reads_bytes_total", read, device=device)
    values.add("container_fs_writes_bytes_total", written, device=device)
    values.add("container_fs_reads_total", reads, device=device)
    values.add("container_fs_writes_total", writes, device=device)
    return {"device": device, "major": major, "minor": minor}


# --- cgroup v2: Documentation/admin-guide/cgroup-v2.rst -------------------------------------------------------------

def processor_v2(values, folder):
    stat = keyed(folder / "cpu.stat")
    values.add("container_cpu_usage_seconds_total", stat.get("usage_usec"), 1e-6, cpu="total")
    values.add("container_cpu_user_seconds_total", stat.get("user_usec"), 1e-6)
    values.add("container_cpu_system_seconds_total", stat.get("system_usec"), 1e-6)
    limit = (text_of(folder / "cpu.max") or "").split()
    if limit:
        values.add("container_spec_cpu_period", int(limit[1]))
        if limit[0] != "max":
            values.add("container_spec_cpu_quota", int(limit[0]))
            values.add("container_cpu_cfs_periods_total", stat.get("nr_periods"))
            values.add("container_cpu_cfs_throttled_periods_total", stat.get("nr_throttled"))
            values.add("container_cpu_cfs_throttled_seconds_total", stat.get("throttled_usec"), 1e-6)
            values.add("container_cpu_cfs_burst_periods_total", stat.get("nr_bursts"))
            values.add("container_cpu_cfs_burst_seconds_total", stat.get("burst_usec"), 1e-6)
    weight = number_of(folder / "cpu.weight")
    if weight is not None:
        values.add("container_spec_cpu_shares", 2 + (weight - 1) * 262142 // 9999)


def memory_v2(values, folder):
    stat, events = keyed(folder / "memory.stat"), keyed(folder / "memory.events")
    current = number_of(folder / "memory.current")
    values.add("container_memory_usage_bytes", current)
    if current is not None:
        values.add("container_memory_working_set_bytes", max(0, current - stat["inactive_file"]))
    values.add("container_memory_max_usage_bytes", number_of(folder / "memory.peak"))
    values.add("container_memory_swap", number_of(folder / "memory.swap.current"))
    for family, key in (("rss", "anon"), ("cache", "file"), ("mapped_file", "file_mapped"), ("kernel_usage", "kernel"),
                        ("total_active_file_bytes", "active_file"), ("total_inactive_file_bytes", "inactive_file"),
                        ("file_dirty_bytes", "file_dirty"), ("file_writeback_bytes", "file_writeback"),
                        ("pgscan_total", "pgscan"), ("pgsteal_total", "pgsteal"),
                        ("workingset_refault_file_total", "workingset_refault_file"),
                        ("workingset_refault_anon_total", "workingset_refault_anon")):
        values.add(f"container_memory_{family}", stat.get(key))
    for scope in SCOPES:
        for key in ("pgfault", "pgmajfault"):
            values.add("container_memory_failures_total", stat.get(key), failure_type=key, scope=scope)
    values.add("container_memory_failcnt", events.get("max"))
    values.add("container_memory_events_max_total", events.get("max"))
    values.add("container_memory_events_high_total", events.get("high"))
    values.add("container_oom_events_total", events.get("oom_kill"))
    values.add_limit("container_spec_memory_limit_bytes", number_of(folder / "memory.max"))
    values.add_limit("container_spec_memory_swap_limit_bytes", number_of(folder / "memory.swap.max"))
    values.add_limit("container_spec_memory_reservation_limit_bytes", number_of(folder / "memory.low"))


def block_io_v2(values, folder):
    for line in (text_of(folder / "io.stat") or "").splitlines():
        number, *pairs = line.split()
        stat = {key: int(value) for key, value in (pair.split("=") for pair in pairs if "=" in pair)}
        if "rbytes" not in stat:
            continue
        device = add_device(values, number, stat["rbytes"], stat["wbytes"], stat["rios"], stat["wios"])
        values.add("container_blkio_device_usage_total", stat["rbytes"], operation="Read", **device)
        values.add("container_blkio_device_usage_total", stat["wbytes"], operation="Write", **device)
        for key in ("usage", "wait", "indebt", "indelay"):
            values.add(f"container_fs_io_cost_{key}_seconds_total", stat.get(f"cost.{key}"), 1e-6,
                       device=device["device"])


def pressure(values, folder):
    for what in ("cpu", "memory", "io"):
        text = text_of(folder / f"{what}.pressure") or ""
        for word, family in (("some", "waiting"), ("full", "stalled")):
            found = re.search(rf"^{word} .*total=(\d+)", text, re.M)
            if found:
                values.add(f"container_pressure_{what}_{family}_seconds_total", int(found[1]), 1e-6)


# --- cgroup v1: Documentation/admin-guide/cgroup-v1 ----------------------------------------------------------------

def processor_v1(values, accounting, folder):
    values.add("container_cpu_usage_seconds_total", number_of(accounting / "cpuacct.usage"), 1e-9, cpu="total")
    ticks = keyed(accounting / "cpuacct.stat")
    values.add("container_cpu_user_seconds_total", ticks.get("user"), 1 / os.sysconf("SC_CLK_TCK"))
    values.add("container_cpu_system_seconds_total", ticks.get("system"), 1 / os.sysconf("SC_CLK_TCK"))
    values.add("container_spec_cpu_period", number_of(folder / "cpu.cfs_period_us"))
    values.add("container_spec_cpu_shares", number_of(folder / "cpu.shares"))
    quota = number_of(folder / "cpu.cfs_quota_us")
    if quota is not None and quota > 0:
        stat = keyed(folder / "cpu.stat")
        values.add("container_spec_cpu_quota", quota)
        values.add("container_cpu_cfs_periods_total", stat.get("nr_periods"))
        values.add("container_cpu_cfs_throttled_periods_total", stat.get("nr_throttled"))
        values.add("container_cpu_cfs_throttled_seconds_total", stat.get("throttled_time"), 1e-9)
        values.add("container_cpu_cfs_burst_periods_total", stat.get("nr_bursts"))
        values.add("container_cpu_cfs_burst_seconds_total", stat.get("burst_time"), 1e-9)


def memory_v1(values, folder):
    stat = keyed(folder / "memory.stat")
    usage = number_of(folder / "memory.usage_in_bytes")
    values.add("container_memory_usage_bytes", usage)
    if usage is not None:
        values.add("container_memory_working_set_bytes", max(0, usage - stat["total_inactive_file"]))
    values.add("container_memory_max_usage_bytes", number_of(folder / "memory.max_usage_in_bytes"))
    values.add("container_memory_failcnt", number_of(folder / "memory.failcnt"))
    values.add("container_memory_kernel_usage", number_of(folder / "memory.kmem.usage_in_bytes"))
    values.add("container_oom_events_total", keyed(folder / "memory.oom_control").get("oom_kill"))
    for family, key in (("rss", "rss"), ("cache", "cache"), ("mapped_file", "mapped_file"), ("swap", "swap"),
                        ("total_active_file_bytes", "active_file"), ("total_inactive_file_bytes", "inactive_file"),
                        ("file_dirty_bytes", "dirty"), ("file_writeback_bytes", "writeback"),
                        ("workingset_refault_file_total", "workingset_refault_file"),
                        ("workingset_refault_anon_total", "workingset_refault_anon")):
        values.add(f"container_memory_{family}", stat.get(f"total_{key}"))
    for key in ("pgfault", "pgmajfault"):
        values.add("container_memory_failures_total", stat.get(key), failure_type=key, scope="container")
        values.add("container_memory_failures_total", stat.get(f"total_{key}"), failure_type=key, scope="hierarchy")
    for family, file in (("limit", "limit"), ("swap_limit", "memsw.limit"), ("reservation_limit", "soft_limit")):
        values.add_limit(f"container_spec_memory_{family}_bytes", number_of(folder / f"memory.{file}_in_bytes"))


def disks_v1(values):
    """The root's: what its blkio files say falls when a container is removed."""
    for major, minor, _, *counts in map(str.split, text_of("/proc/diskstats").splitlines()):
        if (pathlib.Path("/sys/dev/block") / f"{major}:{minor}" / "partition").exists():
            continue
        reads, _, read, _, writes, _, written = map(int, counts[:7])
        add_device(values, f"{major}:{minor}", read * 512, written * 512, reads, writes)


def block_io_v1(values, folder):
    def table(file):
        found = {}
        for words in map(str.split, (text_of(folder / file) or "").splitlines()):
            if len(words) == 3:
                found.setdefault(words[0], {})[words[1]] = int(words[2])
        return found

    requests = table("blkio.throttle.io_serviced_recursive")
    for number, moved in table("blkio.throttle.io_service_bytes_recursive").items():
        served = requests.get(number, {})
        device = add_device(values, number, moved.get("Read"), moved.get("Write"), served.get("Read"),
                            served.get("Write"))
        for operation, count in moved.items():
            values.add("container_blkio_device_usage_total", count, operation=operation, **device)


# --- processes: cgroups(7), proc_pid_stat(5) -----------------------------------------------------------------------

def tasks(values, folder):
    states = [(text_of(thread / "stat") or ") X").rpartition(")")[2].split()[0]
              for path in folder.rglob("cgroup.procs") for pid in (text_of(path) or "").split()
              for thread in pathlib.Path(f"/proc/{pid}/task").glob("*")]
    for name, letters in (("sleeping", "SI"), ("running", "R"), ("stopped", "Tt"), ("uninterruptible", "D")):
        values.add("container_tasks_state", sum(state in letters for state in states), state=name)


# --- a cgroup, whichever version -----------------------------------------------------------------------------------

def folder_of(controller, cgroup):
    return (CGROUP if V2 else CGROUP / controller) / cgroup.lstrip("/")


def cgroup(path):
    """Everything of the cgroup at `path`, which is what the page calls its id."""
    values = Values()
    if V2:
        folder = folder_of("", path)
        processor_v2(values, folder)
        memory_v2(values, folder)
        block_io_v2(values, folder)
        pressure(values, folder)
        if path != "/":
            tasks(values, folder)
    else:
        processor_v1(values, folder_of("cpuacct", path), folder_of("cpu", path))
        memory_v1(values, folder_of("memory", path))
        if path == "/":
            disks_v1(values)
        else:
            block_io_v1(values, folder_of("blkio", path))
            tasks(values, folder_of("cpu", path))
        unified = CGROUP / "unified"
        if unified.is_dir():
            pressure(values, unified / path.lstrip("/"))
    return values


def network(pid):
    """What the container of process `pid` sees of its own interfaces: proc(5), net/dev."""
    values = Values()
    for line in (text_of(f"/proc/{pid}/net/dev") or "").splitlines()[2:]:
        name, numbers = line.split(":")
        name, numbers = name.strip(), list(map(int, numbers.split()))
        if name == "lo":
            continue
        for direction, first in (("receive", 0), ("transmit", 8)):
            for what, offset in (("bytes", 0), ("packets", 1), ("errors", 2), ("packets_dropped", 3)):
                values.add(f"container_network_{direction}_{what}_total", numbers[first + offset], interface=name)
    return values
