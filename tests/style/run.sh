#!/bin/sh
# SPDX-License-Identifier: MIT
# The rules that no compiler checks.  SQEEIA: the program; SQEEIA_BUILD: its
# build folder (for the installed library).
cd "$(dirname "$0")" || exit 2
passed=0
failed=0
temp=$(mktemp -d) || exit 2
trap 'rm -rf "$temp"' EXIT

# verdict NAME STATUS: the output of what was tried is in $temp/out
verdict()
{
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    echo "FAIL $1"
    sed 's/^/     /' "$temp/out"
}

sh layers.sh >"$temp/out" 2>&1
verdict "includes go downwards only" $?
sh banned.sh >"$temp/out" 2>&1
verdict "no banned calls, every file has its licence line" $?

# Both must be able to fail.
mkdir -p "$temp/tree/src/base" "$temp/tree/src/report"
printf '/* SPDX-License-Identifier: MIT */\n#include "cli/cli.h"\n' \
    >"$temp/tree/src/base/x.c"
LAYERS_ROOT=$temp/tree sh layers.sh >"$temp/out" 2>&1
[ $? -eq 1 ] && grep -qx 'src/base/x.c:2: base may not include cli' "$temp/out"
verdict "an include that goes upwards is found" $?
printf '/* SPDX-License-Identifier: MIT */\nint\nf(void)\n{\n%s\n}\n' \
    '    return atoi("1"); /* strcpy(a, b) */' >"$temp/tree/src/report/x.c"
BANNED_ROOT=$temp/tree sh banned.sh >"$temp/out" 2>&1
[ $? -eq 1 ] && grep -q '^src/report/x.c:5:.*atoi' "$temp/out" &&
    [ "$(wc -l <"$temp/out")" -eq 1 ]
verdict "a banned call is found, and not in a comment" $?

# docs.sh counts for itself
sh docs.sh >"$temp/docs" 2>&1
status=$?
grep -v '^docs: ' "$temp/docs"
last=$(grep -E '^docs: [0-9]+ passed, [0-9]+ failed$' "$temp/docs" | tail -n 1)
good=$(echo "$last" | grep -oE '[0-9]+ passed' | tr -dc 0-9)
bad=$(echo "$last" | grep -oE '[0-9]+ failed' | tr -dc 0-9)
passed=$((passed + ${good:-0}))
failed=$((failed + ${bad:-0}))
[ "$status" -ne 0 ] && [ "${bad:-0}" -eq 0 ] && failed=$((failed + 1))

echo "style: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
