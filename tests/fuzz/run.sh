#!/bin/bash
# SPDX-License-Identifier: MIT
# run.sh              a smoke: what is kept in corpus/, then some tries of each
# run.sh long S DIR   each target until it has had S seconds of the processor,
#                     from seeds and corpus/: what is found goes to
#                     DIR/found/TARGET, what breaks to DIR/found/TARGET-…;
#                     begun again, it goes on
# run.sh keep DIR     the smallest set that reaches what DIR/found reaches, into
#                     corpus/TARGET.tar.gz
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
targets="yaml expr walk score report"
export LSAN_OPTIONS=suppressions=$root/tests/lsan.supp:print_suppressions=0
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=0
unset SOURCE_DATE_EPOCH

# What is kept of a target, as files in a folder.
unpack()
{
    mkdir -p "$2"
    [ ! -f "$here/corpus/$1.tar.gz" ] || tar -xzf "$here/corpus/$1.tar.gz" -C "$2"
}

# [bytes] of the longest input: what a target costs grows with it
max_len()
{
    case $1 in
    yaml) echo 6000 ;;
    expr) echo 600 ;;
    walk) echo 1500 ;;
    score) echo 400 ;;
    report) echo 3000 ;;
    esac
}

# how many tries the smoke has beyond what is kept: a report takes longest
tries()
{
    case $1 in
    score) echo 800 ;;
    report) echo 200 ;;
    *) echo 2000 ;;
    esac
}

build()
{
    local dir=$1
    if ! command -v clang >/dev/null; then
        echo "fuzz: clang is not here" >&2
        return 1
    fi
    cd "$root" && cmake --preset fuzz -B "$dir" >"$dir.log" 2>&1 &&
        cmake --build "$dir" -j "$(nproc)" --target \
            fuzz_yaml fuzz_expr fuzz_walk fuzz_score fuzz_report >>"$dir.log" 2>&1
}

smoke()
{
    local dir=$root/build/fuzz passed=0 failed=0 t work count
    mkdir -p "$root/build"
    if ! build "$dir"; then
        tail -n 20 "$dir.log"
        echo "fuzz: 0 passed, 1 failed"
        exit 1
    fi
    work=$(mktemp -d)
    cd "$work" || exit 2
    for t in $targets; do
        unpack "$t" "$work/kept/$t"
        count=$(find "$work/kept/$t" -type f | wc -l)
        mkdir -p "$work/$t"
        if "$dir/tests/fuzz/fuzz_$t" -seed=20261103 -runs=$((count + $(tries "$t"))) \
            -max_len="$(max_len "$t")" -timeout=30 -rss_limit_mb=2048 \
            "$work/$t" "$work/kept/$t" >"$work/log" 2>&1 &&
            [ "$count" -gt 0 ]; then
            passed=$((passed + 1))
            echo "$t: $count kept, $(grep -c . "$work/log") lines," \
                "$(sed -n 's/.*DONE *//p' "$work/log")"
        else
            failed=$((failed + 1))
            echo "FAIL fuzz_$t"
            tail -n 60 "$work/log"
        fi
    done
    rm -rf "$work"
    echo "fuzz: $passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}

# [s] of the processor that a target has had in this folder, in all runs of it
spent()
{
    awk '{s += $1 + $2} END {printf "%d\n", s}' "$1/found/$2.time"
}

# Turns of at most five minutes, so that all targets come on alike; one lane a
# processor, each begun elsewhere in the list.
lane()
{
    local first=$1 seconds=$2 dir=$3 order t left on=1
    order=$(echo "$targets $targets" | cut -d' ' -f"$first-$((first + 4))")
    TIMEFORMAT='%U %S'
    while [ "$on" -eq 1 ]; do
        on=0
        for t in $order; do
            left=$((seconds - $(spent "$dir" "$t")))
            [ "$left" -gt 0 ] || continue
            on=1
            { time nice -n 10 "$dir/fuzz_$t" \
                -max_total_time=$((left < 300 ? left : 300)) \
                -max_len="$(max_len "$t")" -timeout=120 -rss_limit_mb=2048 \
                -artifact_prefix="$dir/found/$t-" -print_final_stats=1 \
                "$dir/found/$t" "$dir/seeds/$t" "$dir/corpus/$t" \
                >"$dir/found/$t.log.$first" 2>&1; } 2>>"$dir/found/$t.time"
            if ! sed -n 's/^stat::number_of_executed_units: *//p' \
                "$dir/found/$t.log.$first" | grep . >>"$dir/found/$t.runs"; then
                echo "$t: broke off, see $dir/found/$t.log.$first"
                order=${order/$t/}
            fi
        done
    done
}

long()
{
    local seconds=$1 dir=$2 t n
    mkdir -p "$dir/found" "$dir/seeds" && cd "$dir/found" || exit 2
    python3 "$here/seeds.py" "$dir/seeds"
    for t in $targets; do
        mkdir -p "$dir/found/$t" "$dir/seeds/$t"
        touch "$t.time" "$t.runs"
        unpack "$t" "$dir/corpus/$t"
    done
    for n in $(seq "$(nproc)"); do
        lane $(((n - 1) * 2 % 5 + 1)) "$seconds" "$dir" &
    done
    wait
    for t in $targets; do
        echo "$t: $(spent "$dir" "$t") s of the processor," \
            "$(awk '{s += $1} END {printf "%d", s}' "$t.runs") runs," \
            "$(find . -maxdepth 1 -name "$t-*" | wc -l) found to look at"
    done
}

keep()
{
    local dir=$1 t
    for t in $targets; do
        rm -rf "$dir/kept" && mkdir -p "$dir/kept"
        unpack "$t" "$dir/corpus/$t"
        "$dir/fuzz_$t" -merge=1 -max_len="$(max_len "$t")" "$dir/kept" \
            "$dir/corpus/$t" "$dir/found/$t" >/dev/null 2>&1
        mkdir -p "$here/corpus"
        tar -cf - -C "$dir/kept" --sort=name --owner=0 --group=0 \
            --numeric-owner --mtime=@0 --mode=u=rwX,go=rX . |
            gzip -9n >"$here/corpus/$t.tar.gz"
    done
    du -sh --apparent-size "$here/corpus"
}

case ${1:-smoke} in
smoke) smoke ;;
long) long "$2" "$3" ;;
keep) keep "$2" ;;
*) exit 2 ;;
esac
