# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# For scripts that boot a real cgroup v2 machine, which comes from VM_TOOLS (../shared/vm beside this checkout).
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
vm_tools=${VM_TOOLS:-$checkout/../shared/vm}

# find_machine SUITE   bookworm (Docker 20.10) or trixie (Docker 26.1): made where it is not there yet; exit status 77
# where it can't be had.
find_machine() {
  case $1 in
    bookworm) export VM_DIR=${VM_DIR:-/var/tmp/vm} ;;
    trixie) export VM_DIR=${VM_DIR:-/var/tmp/vm13} ;;
    *) echo "${0##*/}: no suite '$1'; there are bookworm and trixie" >&2; exit 2 ;;
  esac
  if [[ ! -x $vm_tools/boot ]]; then
    echo "SKIP: no virtual machine: there is no $vm_tools (VM_TOOLS names another place)"
    exit 77
  fi
  if [[ ! -s $VM_DIR/root.img ]]; then
    echo "${0##*/}: building the machine in $VM_DIR, about two minutes"
    SUITE=$1 "$vm_tools/build"
  fi
}

# bring_libraries PROGRAM FOLDER   but the C library's: those must be the machine's own.
bring_libraries() {
  mkdir -p "$2"
  ldd "$1" | awk '$3 ~ /^\// {print $3}' |
    grep -v -E '/(libc|libm|libdl|librt|libpthread|libresolv|libnss_[a-z]*|ld-linux[^/]*)\.so' |
    xargs -I{} cp -L {} "$2/"
}

# bring_python JOB   The machine's own may be Debian's minimal one, which lacks much of the library.
bring_python() {
  local python
  python=$(readlink -f /usr/bin/python3)
  mkdir -p "$1/python/bin" "$1/python/lib"
  cp "$python" "$1/python/bin/python3"
  tar -C /usr/lib --exclude=__pycache__ --exclude='lib*-config*' --exclude=test -c "$(basename "$python")" |
    tar -C "$1/python/lib" -x
  bring_libraries "$python" "$1/python/shared"
}

# run_job JOB OUT   Runs JOB/run.sh there, prints what it said, and has its exit status.
run_job() {
  local status=0
  LIMIT=${LIMIT:-1500} "$vm_tools/boot" "$1" "$2" || status=$?
  cat "$2/job.log" 2>/dev/null || echo "${0##*/}: the job left no log; the machine's console is in $VM_DIR/serial.log"
  return "$status"
}
