#!/bin/sh
# SPDX-License-Identifier: MIT
# Do includes only go downwards?  Prints every one that does not.
# LAYERS_ROOT names another tree, for the test of this test.
here=$(cd "$(dirname "$0")" && pwd)
cd "${LAYERS_ROOT:-$here/../..}/src" || exit 2
find . -name '*.[ch]' | sort | xargs grep -Hn '^#include "' |
    awk -v layers="$here/layers.txt" '
    BEGIN {
        while ((getline line < layers) > 0) {
            if (line ~ /^#/) continue
            n = split(line, names, " ")
            level++
            for (i = 1; i <= n; i++) at[names[i]] = level
        }
    }
    {
        split($0, part, ":")
        file = substr(part[1], 3)
        from = file; sub("/.*", "", from)
        match($0, /"[^"]*"/)
        what = substr($0, RSTART + 1, RLENGTH - 2)
        to = what; sub("/.*", "", to)
        if (what ~ /^sqeeia.h$/) to = "api"
        else if (what !~ "/") to = from
        if (!(from in at)) bad = "is in no layer"
        else if (!(to in at)) bad = "includes " to ", which is in no layer"
        else if (to != from && at[to] >= at[from])
            bad = from " may not include " to
        else next
        print "src/" file ":" part[2] ": " bad
        wrong = 1
    }
    END { exit wrong }'
