#!/bin/bash
# SPDX-License-Identifier: MIT
# Static analysis of src/, by three programs that see different things.  Takes
# many minutes, so it is no suite of tests/run.sh: run it before a release, or
#
#   cmake --build build/release --target analyse
#
# What is left out, and why, stands in .clang-tidy, in cppcheck.txt beside this
# file, and below.  Debian: clang-tidy cppcheck gcc.  With names
# (tidy, gcc, cppcheck) only these.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$root/build/analyse
jobs=$(nproc)
bad=0
cd "$root" || exit 2
mkdir -p "$out"
[ $# -gt 0 ] || set -- cppcheck gcc tidy

tell() # NAME FILE: what was found is in FILE
{
    if [ -s "$2" ]; then
        bad=1
        cat "$2"
        echo "$1: $(grep -cE 'warning|error' "$2") found"
    else
        echo "$1: nothing found"
    fi
}

need()
{
    command -v "$1" >/dev/null && return
    echo "$1 is not here"
    bad=1
    return 1
}

# gcc's own, of every function as it is compiled.  From gcc 12 on it is meant
# for C.  Of what it says of our code, this is wrong each time:
# - use-of-uninitialized-value, malloc-leak: it loses track of arenas, whose
#   blocks are held by a list and freed as one (tests run with LeakSanitizer)
# - possible-null-…: an arena never gives NULL (it ends the program)
gcc_analyser()
{
    need gcc || return
    CCACHE_DISABLE=1 cmake -S . -B "$out/gcc" -DCMAKE_BUILD_TYPE=Debug \
        -DCMAKE_C_COMPILER=gcc -DSQEEIA_TESTS=OFF \
        -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DCMAKE_C_FLAGS="-fanalyzer \
        -Wno-analyzer-use-of-uninitialized-value -Wno-analyzer-malloc-leak \
        -Wno-analyzer-possible-null-dereference \
        -Wno-analyzer-possible-null-argument" >"$out/gcc.log" 2>&1 &&
        CCACHE_DISABLE=1 cmake --build "$out/gcc" --clean-first -j "$jobs" \
            --target sqeeia-cli >>"$out/gcc.log" 2>&1
    local status=$?
    grep -E 'warning:|error:' "$out/gcc.log" | sort -u >"$out/gcc.found"
    [ "$status" -eq 0 ] || echo "error: the build failed, see $out/gcc.log" \
        >>"$out/gcc.found"
    tell "gcc -fanalyzer" "$out/gcc.found"
}

tidy()
{
    need clang-tidy || return
    # what is generated must be there
    cmake -S . -B "$out/tidy" -DCMAKE_BUILD_TYPE=Debug -DSQEEIA_TESTS=OFF \
        -DCMAKE_C_COMPILER=clang -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
        >"$out/tidy.log" 2>&1 &&
        cmake --build "$out/tidy" -j "$jobs" --target sqeeia-cli \
            >>"$out/tidy.log" 2>&1
    find src -name '*.c' -print0 | xargs -0 -P "$jobs" -n 4 clang-tidy --quiet \
        -p "$out/tidy" 2>>"$out/tidy.log" |
        grep -E 'warning:|error:' | sort -u >"$out/tidy.found"
    tell clang-tidy "$out/tidy.found"
}

check_cpp()
{
    need cppcheck || return
    cppcheck --quiet --std=c17 --enable=warning,performance,portability \
        --inline-suppr --suppressions-list="$here/cppcheck.txt" -I src \
        -I include -j "$jobs" --template=gcc src 2>"$out/cppcheck.all"
    grep -E 'warning:|error:' "$out/cppcheck.all" >"$out/cppcheck.found"
    tell cppcheck "$out/cppcheck.found"
}

for one in "$@"; do
    case $one in
    gcc) gcc_analyser ;;
    tidy) tidy ;;
    cppcheck) check_cpp ;;
    *)
        echo "analyse: gcc, tidy or cppcheck, not $one" >&2
        exit 2
        ;;
    esac
done
exit "$bad"
