#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""table.py BUILD ROOT: what gcov's counters in BUILD say about ROOT/src, by
folder, and by file for eval, score and the writers.  BUILD/missed.txt has every
line of those with something that no test reached, and how often each branch was
taken.  Each must stand in unreached.md beside this file; one that does not is
printed, and so is one that stands there and is reached after all.
Branches that no test can take are not counted; see gap()."""
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
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
                # a file that is no more can have left its notes behind
                if root / "src" in name.parents and name.exists():
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


def explained():
    """{(file, text): times} from the lists of unreached.md."""
    out = collections.Counter()
    name = None
    for line in (HERE / "unreached.md").read_text().splitlines():
        if found := re.fullmatch(r"`(src/[\w./]+)`", line):
            name = found[1]
        elif line.startswith("    ") and line.strip():
            out[name, line.strip()] += 1
    return out


def statement(source, number):
    """The line, with those before it that it goes on."""
    at = number - 1
    while at > 0 and source[at - 1].strip()[-1:] not in (";", "{", "}", ":", "/",
                                                        ""):
        at -= 1
    return "\n".join(source[at:number])


def gap(text, branches):
    """The branches of a statement without those that nobody need take: the other
    side of an assert, and the default of a switch that has every case (the
    compiler sees to that)."""
    if "assert(" in text:
        return []
    spare = int("switch (" in text)
    out = []
    for n in branches:
        if n or spare == 0:
            out.append(n)
        else:
            spare -= 1
    return out


def spread(text, branches, below):
    """How often a call that goes on on the line below was made: where it has more
    arguments than registers, gcov says that its first line was not run."""
    more = text.rstrip().endswith(",") and not branches
    return below[0] if more and below else 0


def show(title, rows):
    print(f"{title:<28} {'lines':>15} {'':>8} {'branches':>15}")
    for name, n in rows:
        print(f"{name:<28} {n[0]:>7}/{n[1]:<7} {share(n[0], n[1]):>8} "
              f"{n[2]:>7}/{n[3]:<7} {share(n[2], n[3]):>8}")
    print()


def share(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


def main():
    build, root = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
    folders = collections.defaultdict(lambda: [0, 0, 0, 0])
    by_file = {}
    missed = []
    for name, lines in sorted(read(build, root).items()):
        source = (root / name).read_text(encoding="utf-8").splitlines()
        total = [0, 0, 0, 0]
        for number, (runs, branches) in sorted(lines.items()):
            text = source[number - 1]
            branches = gap(statement(source, number), branches)
            runs = runs or spread(text, branches, lines.get(number + 1))
            total[0] += runs > 0
            total[1] += 1
            total[2] += sum(b > 0 for b in branches)
            total[3] += len(branches)
            if WATCHED.match(name) and (not runs or 0 in branches):
                missed.append((name, number, text.strip(), branches))
        if WATCHED.match(name):
            by_file[name.removeprefix("src/")] = total
        folder = folders[str(pathlib.Path(name).parent)]
        for i, n in enumerate(total):
            folder[i] += n
    show("file", by_file.items())
    every = [sum(x) for x in zip(*folders.values())]
    show("folder", [*sorted(folders.items()), ("all", every)])
    (build / "missed.txt").write_text(
        "".join(f"{name}:{n}: {text}  {branches or ''}\n"
                for name, n, text, branches in missed))

    known = explained()
    new = []
    for name, n, text, _ in missed:
        if known[name, text] > 0:
            known[name, text] -= 1
        else:
            new.append(f"{name}:{n}: {text}")
    gone = [f"{name}: {text}" for (name, text), n in known.items() if n > 0]
    for title, what in (("not reached, and not in unreached.md", new),
                        ("in unreached.md, but reached or gone", gone)):
        print(f"{title}: {len(what)}")
        for line in what:
            print(f"  {line}")
    return 1 if new else 0


sys.exit(main())
