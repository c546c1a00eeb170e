#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""table.py BUILD ROOT: what gcov's counters in BUILD say about ROOT/src, by
folder; and BUILD/missed.txt, every branch of eval, score and the writers that
was not taken.  An assert has a branch that no test may take: not counted."""
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

WATCHED = re.compile(r"src/(expr|score|report)/")


def read(build, root):
    """{file: {line: [runs, [branch runs]]}}, added up over every object."""
    files = collections.defaultdict(dict)
    notes = sorted(build.rglob("*.gcno"))
    notes = [n for n in notes if "/src/" in str(n)]
    with tempfile.TemporaryDirectory() as work:
        for i in range(0, len(notes), 50):
            subprocess.run(["gcov", "--json-format", "-b", "-p", *map(
                str, notes[i:i + 50])], cwd=work, check=True,
                capture_output=True)
        for path in pathlib.Path(work).glob("*.gcov.json.gz"):
            with gzip.open(path) as f:
                data = json.load(f)
            for one in data["files"]:
                name = pathlib.Path(data["current_working_directory"],
                                    one["file"]).resolve()
                if root / "src" not in name.parents:
                    continue
                add(files[str(name.relative_to(root))], one["lines"])
    return files


def add(seen, lines):
    for line in lines:
        branches = [b["count"] for b in line["branches"]]
        old = seen.get(line["line_number"])
        if old and len(old[1]) == len(branches):
            branches = [a + b for a, b in zip(old[1], branches)]
        seen[line["line_number"]] = [line["count"] + (old[0] if old else 0),
                                     branches]


def main():
    build, root = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
    files = read(build, root)
    folders = collections.defaultdict(lambda: [0, 0, 0, 0])
    missed = []
    for name, lines in sorted(files.items()):
        source = (root / name).read_text(encoding="utf-8").splitlines()
        total = folders[str(pathlib.Path(name).parent)]
        for number, (runs, branches) in sorted(lines.items()):
            text = source[number - 1]
            if "assert(" in text:
                branches = []
            total[0] += runs > 0
            total[1] += 1
            total[2] += sum(b > 0 for b in branches)
            total[3] += len(branches)
            if WATCHED.match(name) and (not runs or 0 in branches):
                missed.append(f"{name}:{number}: {text.strip()}")
    print(f"{'folder':<14} {'lines':>15} {'':>7} {'branches':>15}")
    every = [sum(x) for x in zip(*folders.values())]
    for folder, n in [*sorted(folders.items()), ("all", every)]:
        print(f"{folder:<14} {n[0]:>7}/{n[1]:<7} {share(n[0], n[1]):>7} "
              f"{n[2]:>7}/{n[3]:<7} {share(n[2], n[3]):>7}")
    (build / "missed.txt").write_text("\n".join(missed) + "\n")
    print(f"{len(missed)} lines of eval, score and the writers with something "
          f"not reached: {build / 'missed.txt'}")


def share(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


main()
