#!/bin/bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds three ways, runs every test there is.
# Works in a fresh clone on Debian 12, without a terminal; as root or with sudo.
# A suite is tests/NAME/run.py, run.sh or run, or a test that CMake knows with
# another label than unit: put one there, and it runs.
#
#   tests/run.sh             everything
#   tests/run.sh cli style   these suites only (`unit` and `valgrind` are two)
set -u
cd "$(dirname "$0")/.." || exit 3
root=$PWD
logs=$root/build/test-logs
jobs=$(nproc 2>/dev/null || echo 2)

# Names, formats and dates are the same on every machine.
export LC_ALL=C.UTF-8
unset SQEEIA_COLOR NO_COLOR CLICOLOR CLICOLOR_FORCE FORCE_COLOR ACCESSIBLE \
    SOURCE_DATE_EPOCH COLUMNS CDPATH
export ASAN_OPTIONS=abort_on_error=0:exitcode=86:detect_leaks=1:\
allocator_may_return_null=0
export LSAN_OPTIONS=suppressions=$root/tests/lsan.supp:print_suppressions=0
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1

packages="gcc libc6-dev make clang llvm libclang-rt-dev cmake pkg-config
libyaml-dev libxlsxwriter-dev zlib1g-dev libutf8proc-dev libssl-dev libcmocka-dev
mandoc valgrind libreoffice-calc-nogui python3 python3-openpyxl python3-yaml
python3-jsonschema chromium npm libxml2-utils pre-commit zsh fish poppler-utils fonts-dejavu-core fonts-liberation
tmux git strace unzip file parallel"

# Suites that start the program very often, or that measure nothing a sanitizer
# could see, run the release build.
release_suites=" catalogue content fault hardening hostile jobs mistakes national property schema style "

# What takes longest begins first, so that no lane is left waiting at the end.
long_suites="fault html xlsx.live fuzz xlsx.reports cli.merge hostile cli.faults
mistakes catalogue unit-clang cli.interview formats"

# Below tests/, but no suites of their own.
not_suites=" unit bench "

say()
{
    printf '%s\n' "$*"
}

# ---- what it needs ---------------------------------------------------------

is_installed()
{
    dpkg-query -W -f '${Status}' "$1" 2>/dev/null |
        grep -q '^install ok installed$'
}

as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

install_missing()
{
    local missing="" p
    if ! command -v dpkg-query >/dev/null; then
        say "not Debian: taking the tools that are there"
        return
    fi
    for p in $packages; do
        # the full LibreOffice serves as well as the one without a window
        [ "$p" = libreoffice-calc-nogui ] && is_installed libreoffice-calc &&
            continue
        # a Node.js from elsewhere brings its own npm, and refuses Debian's
        [ "$p" = npm ] && command -v npm >/dev/null && continue
        is_installed "$p" || missing="$missing $p"
    done
    [ -z "$missing" ] && return
    say "installing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    if ! { as_root apt-get -q update &&
        as_root apt-get -q -y install --no-install-recommends $missing; } \
        >"$logs/apt.log" 2>&1 </dev/null; then
        tail -n 20 "$logs/apt.log"
        say "some packages could not be installed; going on without them"
    fi
}

# ---- builds ----------------------------------------------------------------

# A build is a test: one that fails counts.
build()
{
    local preset=$1 log=$logs/build-$1.log
    if cmake --preset "$preset" >"$log" 2>&1 &&
        cmake --build "build/$preset" -j "$jobs" >>"$log" 2>&1; then
        count "build ($preset)" 1 0
    else
        count "build ($preset)" 0 1
        grep -E 'error|Error|warning:' "$log" | head -n 40
        tail -n 20 "$log"
    fi
}

# ---- counting --------------------------------------------------------------

# Where a run's time goes: seconds of the processor and of the clock.
TIMEFORMAT='%U %S %R'
timed()
{
    local name=$1
    shift
    { time "$@" 2>&3; } 3>&2 2>"$logs/$name.time"
    local status=$?
    awk -v name="$name" '{printf "%7.0f s %7.0f s  %s\n", $1 + $2, $3, name}' \
        "$logs/$name.time" >>"$logs/times"
    rm -f "$logs/$name.time"
    return $status
}

# One line, at once: lanes share the terminal and the file of counts.
count()
{
    say "$1: $2 passed, $3 failed"
    say "$2 $3" >>"$logs/counts"
}

# cmocka says how many it ran; one that said nothing has crashed.
run_units()
{
    local preset=$1 test good=0 bad=0 n log
    for test in "build/$preset/tests"/test_*; do
        if [ ! -f "$test" ] || [ ! -x "$test" ]; then
            continue
        fi
        log=$logs/$preset-$(basename "$test").log
        timeout 300 "$test" >"$log" 2>&1 </dev/null
        local status=$?
        n=$(sed -n 's/^\[  PASSED  \] \([0-9][0-9]*\) test.*/\1/p' "$log" |
            awk '{s += $1} END {print s + 0}')
        good=$((good + n))
        n=$(sed -n 's/^\[  FAILED  \] \([0-9][0-9]*\) test.*/\1/p' "$log" |
            awk '{s += $1} END {print s + 0}')
        [ "$status" -ne 0 ] && [ "$n" -eq 0 ] && n=1
        bad=$((bad + n))
        if [ "$n" -ne 0 ]; then
            say "FAIL $preset/$(basename "$test") (exit status $status)"
            tail -n 40 "$log"
        fi
    done
    [ $((good + bad)) -eq 0 ] && bad=1
    count "unit ($preset)" "$good" "$bad"
}

# The main jobs, whole, on the examples: no bad read, no leak.
run_valgrind()
{
    local good=0 bad=0 out args log=$logs/valgrind.log
    out=$(mktemp -d)
    : >"$log"
    while read -r args; do
        # shellcheck disable=SC2086
        timeout 600 valgrind -q --error-exitcode=99 --leak-check=full \
            --show-leak-kinds=definite,possible \
            --errors-for-leak-kinds=definite \
            --suppressions=tests/valgrind.supp \
            build/release/sqeeia $args >"$out/out" 2>"$out/err" </dev/null
        if [ $? -eq 99 ]; then
            bad=$((bad + 1))
            say "FAIL valgrind: sqeeia $args" | tee -a "$log"
            head -n 40 "$out/err" | tee -a "$log"
        else
            good=$((good + 1))
        fi
    done <<EOT
check examples/ambient-scribe.sqeeia.yaml
check sqeeia-digital
score --explain examples/schemes/nhs-5x5/half-finished.yaml
score --format json examples/half-finished/app-first.sqeeia.yaml
report --format text,xlsx -o $out/ examples/ambient-scribe.sqeeia.yaml
status examples/half-finished/app-first.sqeeia.yaml
explain SQ301
templates
check examples/schemes/xccdf
report --kind public --format html,markdown,csv,json -o $out/ examples/ambient-scribe.sqeeia.yaml
report --profile publish --format xlsx --force -o $out/ examples/half-finished/app-first.sqeeia.yaml
check -j 2 --format sarif examples/schemes/nhs-5x5
templates show screening
new screening $out/new.yaml
EOT
    rm -rf "$out"
    count valgrind "$good" "$bad"
}

# ---- suites ----------------------------------------------------------------

suite_script()
{
    local f
    for f in run.sh run.py run; do
        [ -f "tests/$1/$f" ] && printf '%s\n' "tests/$1/$f" && return
    done
}

# A suite ends with "NAME: N passed, M failed"; else its status is the count.
judge_suite()
{
    local name=$1 status=$2 log=$3 good bad last
    last=$(grep -E '(^|[ :])[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1)
    good=$(printf '%s' "$last" | grep -oE '[0-9]+ passed' | tr -dc 0-9)
    bad=$(printf '%s' "$last" | grep -oE '[0-9]+ failed' | tr -dc 0-9)
    good=${good:-0} bad=${bad:-0}
    [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    [ "$status" -eq 0 ] && [ $((good + bad)) -eq 0 ] && good=1
    count "$name" "$good" "$bad"
    if [ "$bad" -ne 0 ]; then
        say "---- $name (exit status $status), from $log"
        tail -n 60 "$log"
        say "----"
    fi
}

run_suite()
{
    local name=$1 script=$2 log=$logs/$1.log binary=build/dev/sqeeia
    case $release_suites in *" $name "*) binary=build/release/sqeeia ;; esac
    export SQEEIA=$root/$binary SQEEIA_BUILD=$root/${binary%/sqeeia}
    # modules come from Debian's packages, so the interpreter does too
    local with=
    case $script in
    *.py) with=/usr/bin/python3 ;;
    *.sh) with=bash ;;
    esac
    # shellcheck disable=SC2086
    timed "$name" timeout 2400 $with "$script" >"$log" 2>&1 </dev/null
    judge_suite "$name" $? "$log"
}

# Suites that CMake knows, because they need to know what was built.
run_ctest()
{
    timed "$1" timeout 2400 ctest --test-dir build/dev -V -R "^$1\$" \
        >"$logs/$1.log" 2>&1 </dev/null
    judge_suite "$1" $? "$logs/$1.log"
}

list_ctests()
{
    ctest --test-dir build/dev -N -LE unit 2>/dev/null |
        sed -n 's/^ *Test *#[0-9]*: //p'
}

wanted()
{
    [ -z "$asked" ] && return 0
    case " $asked " in *" $1 "* | *" ${1%%.*} "* | *" ${1%%-*} "*) return 0 ;; esac
    return 1
}

# Everything that can run beside something else, a name a line.
list_jobs()
{
    local name
    for name in unit-dev unit-clang valgrind $(list_ctests); do
        wanted "$name" && say "$name"
    done
    for name in tests/*/; do
        name=$(basename "$name")
        case $not_suites in *" $name "*) continue ;; esac
        [ -n "$(suite_script "$name")" ] && wanted "$name" && say "$name"
    done
}

sort_jobs()
{
    local all name
    all=$(cat)
    for name in $long_suites; do
        grep -qxF "$name" <<<"$all" && say "$name"
    done
    # shellcheck disable=SC2086
    grep -vxFf <(printf '%s\n' $long_suites) <<<"$all"
}

run_job()
{
    case $1 in
    unit-*) timed "$1" run_units "${1#unit-}" ;;
    valgrind) timed "$1" run_valgrind ;;
    *.*) run_ctest "$1" ;;
    *) run_suite "$1" "$(suite_script "$1")" ;;
    esac
}

# Takes the next job until there is none.  `read` takes a pipe byte by byte, so
# one lane reads at a time: each has the lock open for itself.
run_lane()
{
    local name got
    exec 9>"$logs/lane.lock"
    while :; do
        flock 9
        read -r name
        got=$?
        flock -u 9
        [ "$got" -eq 0 ] || break
        run_job "$name" 2>&1 9>&-
    done
}

asked=$*
mkdir -p "$logs"
rm -f "$logs/counts" "$logs/times"
install_missing
timed "build-dev" build dev
wanted unit && timed "build-clang" build clang
timed "build-release" build release

# As many lanes as processors take their jobs from one list.
list_jobs | sort_jobs | {
    for _ in $(seq "$jobs"); do
        run_lane &
    done
    wait
}

say ""
say "Seconds of the processor, of the clock ($((SECONDS / 60)) min in all), for"
sort -rn "$logs/times" | head -n 40
passed=0
failed=0
while read -r good bad; do
    passed=$((passed + good))
    failed=$((failed + bad))
done <"$logs/counts"
say ""
say "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
