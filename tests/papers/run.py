#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What papers and workbooks say of assessments that have everything, little, or nothing on record: exactly what stands in
expected/, NAME.KIND.txt, and NAME.cells.txt for the cells of the workbook, a row a line.

SQEEIA names the program. `--update` rewrites what is expected: read the difference before you keep it.
Last line: `papers: N passed, M failed`.
"""
import datetime
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import openpyxl

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SQEEIA = os.path.abspath(os.environ.get("SQEEIA", str(ROOT / "build" / "release" / "sqeeia")))
KINDS = ["paper", "panel", "due-regard", "summary"]
# The day of the report; the others have nothing that a day could change.
DAYS = {"rich": "2026-11-20", "open": "2026-03-03", "begun": "2026-11-20", "dated": "2026-02-28"}
# The sheets that tests/xlsx has another program work again.
LEFT_OUT = {"Questions and answers", "Working", "Steps", "Lists"}


def report(name, kind, form, to, *args):
    env = dict(os.environ, LC_ALL="C.UTF-8")
    env.pop("SOURCE_DATE_EPOCH", None)
    day = DAYS.get(pathlib.Path(name).stem)
    if day:
        env["SOURCE_DATE_EPOCH"] = str(int(datetime.datetime.fromisoformat(day + "T12:00:00+00:00").timestamp()))
    done = subprocess.run([SQEEIA, "report", "--kind", kind, "--format", form, *args, "-o", to, name],
                          cwd=HERE, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120)
    if done.returncode not in (0, 1):
        return f"status {done.returncode}\n{done.stderr.decode(errors='replace')}"
    return done.stdout.decode("utf-8")


def cells_of(path):
    lines = []
    for sheet in openpyxl.load_workbook(path, data_only=True):
        if sheet.title in LEFT_OUT:
            continue
        lines.append(f"== {sheet.title}")
        for row in sheet.iter_rows():
            said = [str(cell.value) for cell in row if cell.value is not None]
            if said:
                lines.append(" | ".join(said).replace("\n", " / "))
    return "\n".join(lines) + "\n"


def plain(text):
    """Without what changes with every version of the program."""
    return re.sub(r"sqeeia \d+\.\d+\.\d+\S*", "sqeeia VERSION", text)


def kit():
    """What tests/xlsx/kit says in a paper, which has the working of every figure."""
    for path in sorted((ROOT / "tests" / "xlsx" / "kit").glob("*.yaml")):
        if not path.name.endswith("questionnaire.yaml") and path.name != "untold.yaml":
            yield f"kit-{path.stem}.paper.txt", report(path, "paper", "text", "-")


def results(folder):
    yield from kit()
    for path in sorted(HERE.glob("*.yaml")):
        if path.name.endswith("questionnaire.yaml"):
            continue
        for kind in KINDS:
            yield f"{path.stem}.{kind}.txt", report(path.name, kind, "text", "-")
        for profile in ("internal", "publish"):
            book = str(folder / f"{path.stem}-{profile}.xlsx")
            args = ["--profile", "publish"] if profile == "publish" else []
            report(path.name, "paper", "xlsx", book, "--force", *args)
            name = "cells" if profile == "internal" else "published"
            yield f"{path.stem}.{name}.txt", cells_of(book)


def main():
    update = "--update" in sys.argv[1:]
    passed = failed = 0
    (HERE / "expected").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in results(pathlib.Path(folder)):
            wanted = HERE / "expected" / name
            text = plain(text)
            if update:
                wanted.write_text(text, encoding="utf-8")
            before = wanted.read_text(encoding="utf-8") if wanted.exists() else ""
            if before == text:
                passed += 1
                continue
            failed += 1
            print("\n".join(list(difflib.unified_diff(before.splitlines(), text.splitlines(), name, "now", lineterm=""))[:40]))
    print(f"papers: {passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
