# SPDX-License-Identifier: Apache-2.0
"""Is every metric family that cAdvisor has on the page of a live host? A missing one needs a reason that holds here."""
import glob
import pathlib
import platform

from by_hand import CGROUP, V2

LIST = pathlib.Path(__file__).with_name("cadvisor_families.txt")
KERNEL = tuple(map(int, platform.release().split("-")[0].split(".")[:2]))


def families():
    """{name: (group, on by default)}"""
    lines = (line.split() for line in LIST.read_text().splitlines() if line and not line.startswith("#"))
    return {name: (group, default == "on") for name, group, default in lines}


def no_file(pattern):
    return lambda: not glob.glob(pattern)


def no_key(pattern, key):
    return lambda: not any(key in pathlib.Path(path).read_text() for path in glob.glob(pattern, recursive=True))


def always():
    return True


def on_v1():
    return not V2


def on_v2():
    return V2


# The first of these that fits, by the beginning of the name, has to hold: why there is none, and whether it is so here.
REASONS = [
    ("container_perf_", "perf events are not collected", always),
    ("container_memory_bandwidth_", "resctrl is not collected", always),
    ("container_llc_occupancy_", "resctrl is not collected", always),
    ("container_referenced_bytes", "referenced memory is not collected", always),
    ("machine_nvm_", "NVM is not collected; cAdvisor shows a constant 0", always),
    ("machine_dimm_", "no memory controller reports its modules",
     no_file("/sys/devices/system/edac/mc/mc*/dimm*/size")),
    ("container_fs_io_cost_", "the io.cost controller is off", no_key(f"{CGROUP}/**/io.stat", "cost.")),
    ("container_memory_events_", "cgroup v1 has no memory.events", on_v1),
    ("container_memory_pgs", "cgroup v1 does not count reclaim per cgroup", on_v1),
    ("container_memory_kernel_usage", "memory.stat has kernel since Linux 5.18", lambda: V2 and KERNEL < (5, 18)),
    ("container_memory_max_usage_bytes", "memory.peak is there since Linux 5.19", lambda: V2 and KERNEL < (5, 19)),
    ("container_cpu_cfs_burst_", "the kernel counts no bursts", no_key(f"{CGROUP}/**/cpu.stat", "nr_bursts")),
    ("container_pressure_", "there is no cgroup with pressure files", no_file(f"{CGROUP}/**/cpu.pressure")),
    ("container_network_tcp6_usage_total", "there is no IPv6", no_file("/proc/net/tcp6")),
    ("container_network_udp6_usage_total", "there is no IPv6", no_file("/proc/net/udp6")),
    ("container_hugetlb_max_usage_bytes", "only cgroup v1 keeps it", on_v2),
    ("container_memory_numa_pages", "cgroup v2 counts bytes, of other kinds", on_v2),
    ("container_hugetlb_", "there is no hugetlb controller", no_file(f"{CGROUP}/**/hugetlb.*")),
    ("container_memory_migrate", "only cgroup v1 has cpuset.memory_migrate", on_v2),
    ("machine_node_hugepages_count", "the kernel has no huge pages",
     no_file("/sys/devices/system/node/node0/hugepages/*")),
]

def reason_for(family):
    return next((why for beginning, why, holds in REASONS if family.startswith(beginning) and holds()), None)


def check(results, page, everything):
    """`page`: with the default groups. `everything`: with all of them."""
    missing = {True: [], False: []}
    excused = set()
    for family, (_, default) in families().items():
        if (page if default else everything).series(family):
            continue
        why = reason_for(family)
        if why:
            excused.add(f"{family}: {why}")
        else:
            missing[default].append(family)
    for line in sorted(excused):
        print(f"NOTE  {line}")
    results.check(f"every family that cAdvisor shows by default is there, but {len(excused)} in all with their reasons",
                  not missing[True], missing[True] or "")
    results.check("and those of the groups that are off, when they are on", not missing[False], missing[False] or "")
