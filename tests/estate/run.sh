#!/bin/bash
# SPDX-License-Identifier: MIT
# The estate script on a small estate, under GNU parallel and under xargs: every
# file once, the same bytes whatever runs at once and wherever, one row a
# dimension, a broken file told and the rest kept.  Then the map steps that
# sqeeia-estate(7) prints, as printed there but for the hosts.
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

same()
{
    check "$1" "$(cmp "$2" "$3" && echo same)" same
}

mkdir -p "$tmp/estate" "$tmp/empty" "$tmp/bin" "$tmp/hosts"
for body in 1 2 3; do
    mkdir "$tmp/estate/body-$body"
    for n in 1 2 3 4; do
        sed "s/SQ-2026-014/B$body-$n/" examples/ambient-scribe.sqeeia.yaml \
            >"$tmp/estate/body-$body/a$n.sqeeia.yaml"
    done
done
printf 'sqeeia: assessment/1\nquestionnaire: [\n' \
    >"$tmp/estate/body-2/broken.sqeeia.yaml"

# A PATH on which nothing is called parallel.
for word in bash cat cmp cut find grep ls mktemp nproc printf python3 rm sed \
    sort split xargs; do
    ln -s "$(PATH=/usr/bin:/bin:$PATH command -v $word)" "$tmp/bin/$word"
done

run() # run NAME VARIABLE=VALUE… 
{
    local name=$1
    shift
    env "$@" BATCH=2 examples/estate/score-all.sh "$tmp/estate" \
        "$tmp/$name.ndjson" "$tmp/$name.csv" 2>"$tmp/$name.err"
    check "$name: a file that cannot be read makes the status 3" $? 3
    check "$name: the broken file is told" \
        "$(grep -q broken "$tmp/$name.err" && echo told)" told
    same "$name: the same lines" "$tmp/xargs.ndjson" "$tmp/$name.ndjson"
    same "$name: the same table" "$tmp/xargs.csv" "$tmp/$name.csv"
}

run xargs JOBS=1 PATH="$tmp/bin"
run xargs-3 JOBS=3 PATH="$tmp/bin"
lines="$tmp/xargs.ndjson"
check "every good file once" "$(wc -l <"$lines")" 12
check "every reference once" \
    "$(cut -d, -f2 "$tmp/xargs.csv" | sort -u | grep -c '^B')" 12
check "one row a dimension" "$(wc -l <"$tmp/xargs.csv")" \
    "$((12 * $(head -n 1 "$lines" | python3 -c 'import json,sys
print(len(json.loads(sys.stdin.readline())["dimensions"]))') + 1))"
examples/estate/score-all.sh "$tmp/empty" "$tmp/none" "$tmp/none" \
    2>"$tmp/empty.err"
check "an empty estate is told" "$? $(grep -c 'no assessments' "$tmp/empty.err")" "3 1"

# ---- GNU parallel: here, and as on several hosts that share the files --------
rm "$tmp/estate/body-2/broken.sqeeia.yaml"
mkdir "$tmp/path"
ln -s "$SQEEIA" "$tmp/path/sqeeia"
PATH="$tmp/path:$PATH"
if parallel --version 2>/dev/null | grep -q 'GNU parallel'; then
    printf 'sqeeia: assessment/1\nquestionnaire: [\n' \
        >"$tmp/estate/body-2/broken.sqeeia.yaml"
    run parallel JOBS=1
    run parallel-3 JOBS=3
    printf '1/:\n' >"$tmp/hosts/list"
    run parallel-hosts JOBS=2 PARALLEL="--sshloginfile $tmp/hosts/list"
    rm "$tmp/estate/body-2/broken.sqeeia.yaml"
    find "$tmp/estate" -name '*.sqeeia.yaml' | LC_ALL=C sort |
        parallel --will-cite --sshloginfile "$tmp/hosts/list" --pipe -N 5 \
            --keep-order \
            'tr "\n" "\0" | xargs -0 sqeeia score --format ndjson --' \
            >"$tmp/pipe.ndjson"
    same "the map step of the manual" "$lines" "$tmp/pipe.ndjson"
else
    echo "GNU parallel is not here: its form is not tried"
fi

# ---- a Slurm array's task, and Spark's pipe() --------------------------------
mkdir "$tmp/batches"
find "$tmp/estate" -name '*.sqeeia.yaml' | LC_ALL=C sort |
    split -l 5 -a 6 -d - "$tmp/batches/files-"
for SLURM_ARRAY_TASK_ID in 0 1 2; do
    batch=$(printf "$tmp/batches/files-%06d" "$SLURM_ARRAY_TASK_ID")
    xargs -r -d '\n' sqeeia score --format ndjson -- <"$batch" >"$batch.ndjson"
done
cat "$tmp"/batches/files-??????.ndjson >"$tmp/slurm.ndjson"
same "a Slurm array" "$lines" "$tmp/slurm.ndjson"
check "a part without files is no error" \
    "$(xargs -r -d '\n' sqeeia score --format ndjson -- </dev/null; echo $?)" 0

echo "estate: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
