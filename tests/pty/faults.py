#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An interview in which, in turn, every write, fsync and rename goes wrong.

Killed at any of them: the file is whole and holds every answer that was
confirmed.  Failing with ENOSPC or EIO: it is said, the interview goes on, and
the answer is in the file in the end, or in the rescue file that was named.
SQEEIA names the program; CC a compiler for the library that is preloaded.
"""
import errno
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from interview import SQEEIA, START, Folder, Talk

HERE = pathlib.Path(__file__).resolve().parent
TYPED = ["", "A form", "partly", "tried with 40 people", "1, public", "12",
         "", "R Patel", "A story.", "", ""]
# What is confirmed once a line was typed, by its place in TYPED.
SAYS = {1: "A1: A form", 2: "answer: partly|A2: partly",
        3: "because: tried with 40 people", 4: r"A3: \[staff, public\]",
        5: "A4: 12", 7: "A6: R Patel", 8: "A7: A story."}


def said(n):
    return [SAYS[i] for i in range(n) if i in SAYS]


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
        for number in (0, errno.ENOSPC, errno.EIO):
            for at in range(1, calls + 1, step):
                _, bad, say = session(library, at, number)
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
