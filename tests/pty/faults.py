#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A long interview in which, in turn, every write, fsync and rename goes wrong.

Killed at any of them: the file is whole and holds every answer that was
confirmed.  Failing with ENOSPC or EIO: it is said, the interview goes on, and
the answer is in the file in the end, or in the rescue file that was named.
SQEEIA names the program; CC a compiler for the library that is preloaded.
"""
import concurrent.futures
import errno
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import interview
from interview import START, Folder, Talk

HERE = pathlib.Path(__file__).resolve().parent
# Thousands of starts: the release build where there is one beside the other.
# What a sanitizer would see here, interview.py and walks.py show it.
SWIFT = pathlib.Path(interview.SQEEIA).parent.parent / "release" / "sqeeia"
SQEEIA = interview.SQEEIA = str(SWIFT) if SWIFT.exists() else interview.SQEEIA
# What is typed; what the file holds once it was confirmed; what is gone by it.
LINES = [
    ("", None, None),
    ("A form", "A1: A form", None),
    ("partly", "answer: partly|A2: partly", None),
    ("tried with 40 people", "because: tried with 40 people", None),
    ("1, public", r"A3: \[staff, public\]", None),
    ("12", "A4: 12", None),
    (":later", "later:\n  A5: 2026-11-03", None),
    ("R Patel", "A6: R Patel", None),
    ("A story.", "A7: (A story.|\"A story)", None),
    ("And more.", r"A story.\\nAnd more.", None),
    ("", None, None),
    ("", "A8: (planned|{answer: planned)", None),
    ("it is dated", "because: it is dated", None),
    ("yes", None, None),
    ("worse", "B1.old.direction: (worse|{answer: worse)", None),
    ("no phone", "because: no phone", None),
    ("likely", None, None),
    ("major", r"B1.old.harm: ({answer: )?\[likely, major\]", None),
    ("asked the ward", "because: asked the ward", None),
    ("3", "B1.young.direction: (same|{answer: same)", None),
    ("", None, None),
    ("yes", None, None),
    ("Wrong dose", "B2.r1.what: Wrong dose", None),
    ("a queue", "B2.r1.cause: a queue", None),
    ("yes", None, None),
    ("Too late", "B2.r2.what: Too late", None),
    ("", None, None),
    ("remove 2", None, "B2.r2.what: Too late"),
    ("list", None, None),
    ("A2", None, None),
    ("evidence A report", r"- {id: E1, title: A report", None),
    ("data", "kind: data", None),
    ("R Patel", "source: R Patel", None),
    ("2026-01-01", "date: 2026-01-01", None),
    ("action Ask again", "- {id: X1, what: Ask again", None),
    ("R Patel", "owner: R Patel", None),
    ("2027-01-31", "due: 2027-01-31", None),
    ("reduce", None, None),
    ("undo", None, "- {id: X1, what: Ask again|owner: R Patel|due: 2027-01-31"),
    ("goto A5", None, None),
    ("2026-12-01", "A5: 2026-12-01", "later:\n  A5: 2026-11-03"),
]
TYPED = [line for line, _, _ in LINES]


def said(n):
    """What was confirmed before the n-th line, and not taken back by it."""
    there = []
    for i, (_, holds, gone) in enumerate(LINES[:n + 1]):
        if gone:
            there = [x for x in there if x not in gone]
        if holds and i < n:
            there.append(holds)
    return there


def missing(text, n):
    return [x for x in said(n) if not re.search(x, text)]


def session(library, at, number):
    """One interview with one fault; the number of calls that were counted."""
    with Folder() as f:
        count = f.home / "count"
        env = {"LD_PRELOAD": library, "FAULT_AT": str(at),
               "FAULT_COUNT": str(count), "FAULT_ERRNO": str(number),
               "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"}
        n = 0
        with Talk(f, env=env, settle=0.002) as t:
            try:
                t.prompt()
                for line in TYPED:
                    t.type(line)
                    n += 1
                t.send("quit\n")
                t.wait()
            except (AssertionError, OSError):
                t.wait()
            screen = t.text()
        text = f.read()
        calls = count.stat().st_size if count.exists() else 0
        bad = []
        if number == 0 and calls >= at and t.status != -9:
            bad.append(f"it was not killed: {t.status}")
        if number and n < len(TYPED):
            bad.append(f"it ended: {t.status}")
        lost = missing(text, n)
        if lost:
            bad.append(f"lost: {lost}")
        if not text.startswith(START):
            bad.append("the rest of the file has changed")
        r = subprocess.run([SQEEIA, "check", "-q", "--fail-on", "error",
                            "a.yaml"], cwd=f.path, capture_output=True,
                           text=True)
        if r.returncode:
            bad.append("the file is not whole: " + r.stdout)
        if number and f.litter():
            bad.append(f"left behind: {f.litter()}")
        told = "Not saved: " in screen
        if told and not re.search("kept in|kept in memory", screen):
            bad.append("it is not said where the answers are")
        if bad:
            print(f"FAILED: call {at}, errno {number}: {'; '.join(bad)}\n"
                  f"{text}\n{screen[-1500:]}")
        return calls, bool(bad), told


def main():
    cc = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")
    if not cc:
        print("faults: skipped, there is no compiler")
        return 0
    step = int(os.environ.get("STEP", "1"))
    failed = told = n = 0
    with tempfile.TemporaryDirectory(prefix="sqeeia-fault-") as name:
        library = str(pathlib.Path(name) / "fault.so")
        subprocess.run([cc, "-shared", "-fPIC", "-o", library,
                        str(HERE / "fault.c"), "-ldl"], check=True)
        calls, bad, _ = session(library, 10 ** 6, 0)
        failed += bad
        points = [(at, number) for number in (0, errno.ENOSPC, errno.EIO)
                  for at in range(1, calls + 1, step)]
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            for _, bad, say in pool.map(session, [library] * len(points),
                                           *zip(*points)):
                failed += bad
                told += say
                n += 1
    if not told:
        print("FAILED: no fault was ever met")
        failed += 1
    print(f"faults: {calls} calls, {n} interviews, told in {told}, "
          f"{failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
