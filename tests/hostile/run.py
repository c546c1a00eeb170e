#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Everything hostile in one place: files that are no files, files that are
traps, texts that obey nobody, and a project file that wants out.

SQEEIA names the program; tests/run.sh takes the release build, and one with
sanitizers sees more, and takes some minutes.  Names behind run only those
parts.  The last line is "hostile: N passed, M failed".  What must hold of every
run stands in hold.py: it ends, as the manual says, and prints nothing that a
terminal would obey.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import hold  # noqa: E402
import parts  # noqa: E402


def main():
    wanted = sys.argv[1:] or list(parts.PARTS)
    for name in wanted:
        before = hold.passed + hold.failed
        parts.PARTS[name]()
        print(f"{name}: {hold.passed + hold.failed - before} checks",
              flush=True)
    print(f"hostile: {hold.passed} passed, {hold.failed} failed")
    return 1 if hold.failed else 0


if __name__ == "__main__":
    sys.exit(main())
