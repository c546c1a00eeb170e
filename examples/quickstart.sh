#!/bin/bash
# SPDX-License-Identifier: MIT
# From a fresh copy of this repository to a report, on Debian 12: installs what
# is missing, builds the program, and reports the worked example.
# Run it as root, or as a user who may use sudo.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
out=$root/build/quickstart
sqeeia=$root/build/release/sqeeia

packages="gcc libc6-dev make cmake pkg-config libyaml-dev libxlsxwriter-dev
libutf8proc-dev libssl-dev zlib1g-dev"

say()
{
    printf '\n==> %s\n' "$*"
}

as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "quickstart: run this as root, or install sudo" >&2
        exit 1
    fi
}

missing=""
if command -v dpkg-query >/dev/null; then
    for p in $packages; do
        dpkg-query -W -f '${Status}' "$p" 2>/dev/null |
            grep -q '^install ok installed$' || missing="$missing $p"
    done
fi
if [ -n "$missing" ]; then
    say "Installing$missing"
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get -q update
    # shellcheck disable=SC2086
    as_root apt-get -q -y install --no-install-recommends $missing
fi

say "Building, which takes a few minutes"
cmake --preset release >/dev/null
cmake --build build/release -j "$(nproc 2>/dev/null || echo 2)"

say "Checking the worked example"
"$sqeeia" check examples/ambient-scribe.sqeeia.yaml

say "Scoring it"
"$sqeeia" score examples/ambient-scribe.sqeeia.yaml

say "Writing its report"
mkdir -p "$out"
"$sqeeia" report --format text,xlsx -o "$out/" \
    examples/ambient-scribe.sqeeia.yaml

cat <<EOT

The reports are in $out:
  ambient-scribe.sqeeia-report.txt     the paper
  ambient-scribe.sqeeia-report.xlsx    the workbook, for Excel or LibreOffice
examples/README.md tells of five more assessments, one of them bad on purpose.

Start one of your own:
  build/release/sqeeia new sqeeia-digital my-change.yaml
  build/release/sqeeia assess my-change.yaml
EOT
