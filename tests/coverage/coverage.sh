#!/bin/bash
# SPDX-License-Identifier: MIT
# Lines and branches that the tests reach, folder by folder.
#
#   tests/coverage/coverage.sh [SUITE...]
#   cmake --build build/release --target coverage
#
# Builds with gcc --coverage into build/coverage, runs the unit tests and the
# suites that say something about the core, and prints the table; what of eval,
# score and the writers is not reached is listed in build/coverage/missed.txt,
# and explained in README.md beside this file.  Debian: gcc (has gcov), python3,
# and what the suites need.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$root/build/coverage
cd "$root" || exit 2
export LC_ALL=C.UTF-8
[ $# -gt 0 ] || set -- unit golden schemes cli property formats html xlsx
mkdir -p "$out/logs"
if ! { cmake --preset coverage && cmake --build "$out" -j "$(nproc)"; } \
    >"$out/logs/build.log" 2>&1; then
    tail -n 20 "$out/logs/build.log"
    exit 1
fi
find "$out" -name '*.gcda' -delete
export SQEEIA=$out/sqeeia SQEEIA_BUILD=$out
# what counters have to say, under a limit on files for one, is no output
export GCOV_ERROR_FILE=$out/logs/gcov.log

run() # NAME COMMAND...
{
    local name=$1
    shift
    "$@" >"$out/logs/$name.log" 2>&1 </dev/null
    echo "$name: status $?"
}

for suite in "$@"; do
    case $suite in
    unit)
        for test in "$out"/tests/test_*; do
            [ -x "$test" ] && run "$(basename "$test")" "$test"
        done | grep -v 'status 0$'
        echo "unit: done"
        ;;
    cli) run cli ctest --test-dir "$out" -LE unit -R '^cli' ;;
    *)
        for script in "tests/$suite/run.py" "tests/$suite/run.sh"; do
            case $script in
            *.py) [ -f "$script" ] && run "$suite" /usr/bin/python3 "$script" ;;
            *.sh) [ -f "$script" ] && run "$suite" bash "$script" ;;
            esac
        done
        ;;
    esac
done
/usr/bin/python3 "$here/table.py" "$out" "$root"
