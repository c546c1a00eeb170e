#!/bin/bash
# SPDX-License-Identifier: MIT
# Scores every assessment below a folder, many at a time, into one tidy table.
#
#   score-all.sh FOLDER OUT.ndjson OUT.csv
#
# The map step is `sqeeia score --format ndjson` over batches of files, under GNU
# parallel where it is installed and xargs where it is not.  It spreads over
# machines that share FOLDER and TMPDIR with PARALLEL='--sshloginfile hosts'.
# The reduce step is one line a dimension, ready for DuckDB, PostgreSQL or a
# spreadsheet.  The output does not depend on where, or how many at once, it ran.
#
# JOBS: at once (one a processor); BATCH: files in each (200); SQEEIA: the program.
set -euo pipefail

if [ $# -ne 3 ]; then
    sed -n '3,14s/^# \{0,1\}//p' "$0"
    exit 2
fi
folder=$1 lines=$2 table=$3
sqeeia=${SQEEIA:-sqeeia}
batch=${BATCH:-200}
jobs=${JOBS:-$(nproc)}

parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT

# Batches in sorted order, each with a name that sorts the same way.
find "$folder" -type f \( -name '*.sqeeia.yaml' -o -name '*.sqeeia.yml' \) |
    LC_ALL=C sort | split -l "$batch" -a 6 -d - "$parts/files-"
if ! ls "$parts"/files-?????? >/dev/null 2>&1; then
    echo "there are no assessments below $folder" >&2
    exit 3
fi

# An exit status of 1 is a finding, not a failure; 2 and 3 are told at the end.
score_batch()
{
    local status=0 files
    mapfile -t files <"$1"
    "$sqeeia" score --format ndjson -- "${files[@]}" >"$1.ndjson" \
        2>"$1.errors" || status=$?
    [ "$status" -le 1 ] || echo "$status" >"$1.failed"
}
export -f score_batch
export sqeeia

if command -v parallel >/dev/null && parallel --version 2>/dev/null |
    grep -q 'GNU parallel'; then
    parallel --will-cite --env score_batch --env sqeeia -j "$jobs" \
        score_batch ::: "$parts"/files-??????
else
    printf '%s\0' "$parts"/files-?????? |
        xargs -0 -P "$jobs" -I{} bash -c 'score_batch "$1"' - {}
fi

cat "$parts"/files-??????.ndjson >"$lines"
cat "$parts"/files-??????.errors >&2

python3 - "$lines" "$table" <<'PY'
import csv
import json
import sys

with open(sys.argv[1], encoding="utf-8") as lines, \
        open(sys.argv[2], "w", encoding="utf-8", newline="") as table:
    out = csv.writer(table)
    out.writerow(["file", "reference", "questionnaire", "version", "complete",
                  "outcome", "dimension", "low", "value", "high", "max",
                  "band_low", "band_high"])
    for line in lines:
        x = json.loads(line)
        for d in x["dimensions"]:
            band = d.get("band") or {}
            out.writerow([x["file"], x["assessment"]["reference"],
                          x["questionnaire"]["id"],
                          x["questionnaire"]["version"], x["complete"],
                          x["outcome"]["id"], d["id"], d["low"], d["value"],
                          d["high"], d["max"], band.get("low"),
                          band.get("high")])
PY

if ls "$parts"/*.failed >/dev/null 2>&1; then
    echo "some batches could not be scored whole; see the messages above" >&2
    exit 3
fi
