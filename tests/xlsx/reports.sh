#!/bin/sh
# SPDX-License-Identifier: MIT
# reports.sh SQEEIA SOURCE PYTHON [--recalc]
# The workbook of every example, of hostile text, and of questionnaires with all
# that expressions and policies can say (kit/), made twice, looked at by other
# programs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sqeeia=$1
source=$2
python=$3
shift 3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/one" "$folder/two"

long=$(printf '%4000s' ' ' | sed 's/ /long _x0041_/g') # 40,000 characters
cp "$here/hostile-questionnaire.yaml" "$folder"
sed "s/LONG/$long/" "$here/hostile.sqeeia.yaml" >"$folder/hostile.sqeeia.yaml"

for file in "$folder/hostile.sqeeia.yaml" "$source"/examples/*.sqeeia.yaml \
    "$source"/examples/half-finished/*.sqeeia.yaml \
    "$source"/examples/schemes/*/*.yaml "$here"/kit/*.yaml; do
    case $file in
    *questionnaire.yaml) continue ;;
    esac
    name=$(basename "$(dirname "$file")")-$(basename "$file" .yaml).xlsx
    for run in one two; do
        # findings are no failure here; a missing workbook is
        "$sqeeia" report --format xlsx -o "$folder/$run/$name" "$file" \
            >"$folder/log" 2>&1 || true
        if [ ! -s "$folder/$run/$name" ]; then
            echo "$file: no workbook"
            cat "$folder/log"
            exit 1
        fi
    done
done
"$python" "$here/check.py" --report "$@" --same "$folder/two" "$folder"/one/*
