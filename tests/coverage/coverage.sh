#!/bin/bash
# SPDX-License-Identifier: MIT
# Lines and branches that the tests reach, folder by folder.
#
#   tests/coverage/coverage.sh [SUITE...]
#   cmake --build build/release --target coverage
#
# Builds with gcc --coverage into build/coverage, runs the unit tests and the
# suites that say something about the core and the writers, and prints the table.
# What of eval, score and the writers is not reached must stand in unreached.md
# beside this file, with its reason (table.py has the list of files that are held
# to that); the status is 1 when something does not.  Debian: gcc (has gcov),
# python3, and what the suites need.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$root/build/coverage

run() # NAME COMMAND...
{
    local name=$1 start=$SECONDS
    shift
    "$@" >"$out/logs/$name.log" 2>&1 </dev/null
    echo "$name: status $?, $((SECONDS - start)) s"
}

run_units()
{
    local test
    for test in "$out"/tests/test_*; do
        [ -x "$test" ] && run "$(basename "$test")" "$test"
    done | grep -v 'status 0,'
    echo "unit: done"
}

# The pages that html and xlsx.live look at, with a browser and a spreadsheet
# program, made again without those.
run_pages()
{
    local made kind form
    made=$(mktemp -d)
    for kind in paper panel public actions due-regard record summary; do
        for form in html text markdown xlsx json csv; do # not every kind has all
            "$SQEEIA" report --kind "$kind" --format "$form" --force \
                -o "$made/" examples/
        done
    done >"$out/logs/pages.log" 2>&1
    "$SQEEIA" report --profile publish --format xlsx --force -o "$made/" \
        examples/ >>"$out/logs/pages.log" 2>&1
    rm -rf "$made"
    echo "pages: done"
}

run_suite()
{
    local script
    for script in "tests/$1/run.py" "tests/$1/run.sh"; do
        [ -f "$script" ] || continue
        case $script in
        *.py) run "$1" /usr/bin/python3 "$script" ;;
        *.sh) run "$1" bash "$script" ;;
        esac
        return
    done
    run "$1" ctest --test-dir "$out" -R "^$1"
}

main()
{
    cd "$root" || exit 2
    export LC_ALL=C.UTF-8
    [ $# -gt 0 ] || set -- unit golden schemes schema reports papers gates \
        cli property formats manual pages xlsx.hazards xlsx.reports \
        xlsx.publish
    export SQEEIA_MUTANTS=${SQEEIA_MUTANTS:-4} # a few of each file do here
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
    local suite
    for suite in "$@"; do
        case $suite in
        unit) run_units ;;
        pages) run_pages ;;
        *) run_suite "$suite" ;;
        esac
    done
    /usr/bin/python3 "$here/table.py" "$out" "$root"
}

main "$@"
exit
