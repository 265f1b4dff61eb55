# SPDX-License-Identifier: Apache-2.0
"""Each series of a container, and of the root, against the kernel's own files read by hand (by_hand.py)."""
import math

import by_hand
from support import docker

# What Docker says and no kernel file: known_loads.py and live_host.py look at these.
NOT_OF_THE_KERNEL = {"container_last_seen", "container_start_time_seconds", "container_creation_time_seconds",
                     "container_health_state",
                     # Docker's, and of the file system: known_loads.py
                     "container_fs_usage_bytes", "container_fs_limit_bytes",
                     # Smoothed over the scrapes before.
                     "container_cpu_load_average_10s", "container_cpu_load_d_average_10s"}
OF_THE_CONTAINER = ("id", "name", "image")


def own_labels(labels):
    return frozenset((key, value) for key, value in labels.items()
                     if key not in OF_THE_CONTAINER and not key.startswith(("container_label_", "container_env_")))


def on_page(page, cgroup):
    return {(family, own_labels(labels)): value
            for family, series in page.samples.items() if family.startswith("container_")
            and not family.startswith("container_exporter_") and family not in NOT_OF_THE_KERNEL
            for labels, value in series if labels.get("id") == cgroup}


def as_words(series):
    family, labels = series
    return family + "{" + ",".join(f'{key}="{value}"' for key, value in sorted(labels)) + "}"


def same(left, right):
    return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)


def identity_of(page, name):
    return page.containers()[name]["id"]


def network_of(name):
    """Only of a network namespace of the container's own."""
    pid, mode = docker("inspect", "-f", "{{.State.Pid}} {{.HostConfig.NetworkMode}}", name).split()
    return {} if mode == "host" or mode.startswith("container:") else by_hand.network(pid)


def steady_readings(exporter, name, attempts=5):
    """The page and the files between two readings of the files that agree; the last ones if none do."""
    for _ in range(attempts):
        cgroup = identity_of(exporter.page(), name)
        before = {**by_hand.cgroup(cgroup), **network_of(name)}
        page = exporter.page()
        after = {**by_hand.cgroup(cgroup), **network_of(name)}
        if before == after:
            break
    return on_page(page, cgroup), after


def container(results, exporter, name):
    """Its processes are stopped meanwhile, so that its counters hold still and each must be met exactly."""
    docker("pause", name)
    try:
        shown, files = steady_readings(exporter, name)
    finally:
        docker("unpause", name)
    wrong = [f"{as_words(series)} is {value}, the kernel says {files[series]}"
             for series, value in shown.items() if series in files and not same(value, files[series])]
    results.check(f"{name}: {len(shown)} series are what the kernel's files say", shown and not wrong, wrong or "")
    missing = [as_words(series) for series in files if series not in shown]
    results.check(f"{name}: everything that the kernel's files say is there", not missing, missing or "")
    unknown = [as_words(series) for series in shown if series not in files]
    results.check(f"{name}: and nothing that they do not say", not unknown, unknown or "")


def root(results, exporter):
    """It never holds still: what only grows must lie between two readings."""
    before, page, after = by_hand.cgroup("/"), exporter.page(), by_hand.cgroup("/")
    shown = on_page(page, "/")
    growing = [series for series in before if series[0].endswith("_total") and series in shown and series in after]
    wrong = [f"{before[series]} <= {as_words(series)} {shown[series]} <= {after[series]}" for series in growing
             if not before[series] * (1 - 1e-9) <= shown[series] <= after[series] * (1 + 1e-9)]
    results.check(f"the root cgroup's {len(growing)} counters lie between two readings of the kernel's files",
                  growing and not wrong, wrong or "")
