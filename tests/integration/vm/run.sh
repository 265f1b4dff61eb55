#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The job that tests/integration/run-vm boots the machine with: /job holds the program, its libraries and the tests.
set -u
cd /job || exit 2

# So that containers outlive the daemon that live_host.py stops.
jq '. + {"live-restore": true}' /etc/docker/daemon.json >/tmp/daemon.json && cp /tmp/daemon.json /etc/docker/daemon.json
systemctl reload docker

echo "kernel $(uname -r), $(stat -fc %T /sys/fs/cgroup), Docker $(docker version -f '{{.Server.Version}}')," \
  "driver $(docker info -f '{{.CgroupDriver}}')"

compose=docker-compose
! docker compose version >/dev/null 2>&1 || compose='docker compose'
status=0
if GRAFANA_ADMIN_PASSWORD=x $compose -f docker-compose.yml config -q; then
  echo "PASS  $($compose version --short) accepts docker-compose.yml"
else
  echo "FAIL  $($compose version --short) accepts docker-compose.yml"
  status=1
fi

promtool=(--no-promtool)
[[ ! -x promtool ]] || promtool=(--promtool /job/promtool)
python=(python3)
python3 -c 'import shutil, tempfile' 2>/dev/null || python=(env LD_LIBRARY_PATH=/job/python/shared /job/python/bin/python3)
# Emulated: what takes a millisecond elsewhere takes 10 or 20 here.
"${python[@]}" live_host.py --exporter /job/exporter --scale 20 --may-restart-docker "${promtool[@]}" || status=$?
if [[ -x prometheus ]]; then
  # Two daemons' worth of emulation: once in three seconds is what it can do.
  PATH=/job:$PATH "${python[@]}" churn.py --exporter /job/exporter --scrapes 40 --interval 3 || status=$?
fi
exit "$status"
