#!/bin/bash
# SPDX-License-Identifier: MIT
# The estate script on a small estate: every file once, the same bytes whatever
# runs at once, one row a dimension, a broken file told and the rest kept.
set -u
cd "$(dirname "$0")/../.." || exit 3
SQEEIA=$(realpath "${SQEEIA:-build/release/sqeeia}")
export SQEEIA
passed=0 failed=0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

check()
{
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1: expected $3, got $2"
    fi
}

mkdir -p "$tmp/estate"
for body in 1 2 3; do
    mkdir "$tmp/estate/body-$body"
    for n in 1 2 3 4; do
        sed "s/SQ-2026-014/B$body-$n/" examples/ambient-scribe.sqeeia.yaml \
            >"$tmp/estate/body-$body/a$n.sqeeia.yaml"
    done
done
printf 'sqeeia: assessment/1\nquestionnaire: [\n' \
    >"$tmp/estate/body-2/broken.sqeeia.yaml"

for jobs in 1 3; do
    JOBS=$jobs BATCH=2 examples/estate/score-all.sh "$tmp/estate" \
        "$tmp/out-$jobs.ndjson" "$tmp/out-$jobs.csv" 2>"$tmp/err-$jobs"
    check "a file that cannot be read makes the status 3" $? 3
done
check "every good file once" "$(wc -l <"$tmp/out-1.ndjson")" 12
check "every reference once" \
    "$(cut -d, -f2 "$tmp/out-1.csv" | sort -u | grep -c '^B')" 12
check "the broken file is told" "$(grep -c 'broken' "$tmp/err-1" |
    sed 's/[1-9][0-9]*/some/')" some
check "the same bytes whatever runs at once" \
    "$(cmp "$tmp/out-1.ndjson" "$tmp/out-3.ndjson" && echo same)" same
check "one row a dimension" "$(wc -l <"$tmp/out-1.csv")" \
    "$((12 * $(head -n 1 "$tmp/out-1.ndjson" |
        python3 -c 'import json,sys
print(len(json.loads(sys.stdin.readline())["dimensions"]))') + 1))"
echo "estate: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
