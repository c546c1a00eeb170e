#!/bin/sh
# SPDX-License-Identifier: MIT
# hazards.sh TEST_WORKBOOK PYTHON [--recalc]
# The unit test leaves a workbook full of hazards; another program reads it.
set -eu
here=$(dirname "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
SQEEIA_KEEP="$folder/hazards.xlsx" "$1" >"$folder/out" 2>&1 || {
    cat "$folder/out"
    exit 1
}
python=$2
shift 2
"$python" "$here/check.py" "$@" "$folder/hazards.xlsx"
