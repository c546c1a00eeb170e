#!/bin/sh
# SPDX-License-Identifier: MIT
# reports.sh SQEEIA SOURCE PYTHON [--recalc]
# The workbook of every example, made twice, looked at by other programs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sqeeia=$1
source=$2
python=$3
shift 3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bad=0
for file in "$source"/examples/*.sqeeia.yaml "$source"/examples/schemes/*/*.yaml \
    "$here"/*.sqeeia.yaml; do
    case $file in
    */questionnaire.yaml) continue ;;
    esac
    name=$(basename "$(dirname "$file")")-$(basename "$file" .yaml)
    one="$folder/$name.xlsx"
    other="$folder/$name.again.xlsx"
    for out in "$one" "$other"; do
        "$sqeeia" report --format xlsx -o "$out" "$file" \
            >"$folder/log" 2>&1 || true # findings are no failure here
        if [ ! -s "$out" ]; then
            echo "$file: no workbook"
            cat "$folder/log"
            bad=1
            continue 2
        fi
    done
    "$python" "$here/check.py" --report "$@" --same "$other" "$one" || bad=1
done
exit $bad
