#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The table of ratios: this program beside the barest one that could do the
work, and beside what a script would do.  Both sides run in turn on the same
generated inputs, several times; each figure is a median of ratios of processor
time (user and system).  Absolute times mean nothing and are not printed.

Needs a release build, a C compiler and the -dev packages; compares with
PyYAML, jsonschema, XlsxWriter, openpyxl and yamllint where they are installed.

Usage: tests/bench/run.py [--runs N] [--files N]
"""
import argparse
import importlib.util
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") \
    else sys.executable


def spent(command, wall=False, **kw):
    """Processor seconds of one run; with `wall`, seconds on the clock."""
    import time
    begun = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    p = subprocess.run(command, stdout=subprocess.DEVNULL,
                       stderr=subprocess.PIPE, **kw)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if p.returncode not in (0, 1):
        raise SystemExit(f"{command[:3]}… failed: {p.stderr[-500:]!r}")
    if wall:
        return time.monotonic() - begun
    return (after.ru_utime - before.ru_utime) + \
        (after.ru_stime - before.ru_stime)


def peak(command):
    """Peak memory of one run [kB]."""
    code = ("import resource,subprocess,sys;"
            "subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,"
            "stderr=subprocess.DEVNULL);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    return int(subprocess.run([PYTHON, "-c", code, *command],
                              capture_output=True, text=True).stdout)


def ratio(ours, theirs, runs, **kw):
    """Median of pairwise ratios ours/theirs, after one warm-up of each."""
    spent(ours, **kw), spent(theirs, **kw)
    return statistics.median(spent(ours, **kw) / max(spent(theirs, **kw), 1e-9)
                             for _ in range(runs))


def compile_c(name, tmp, *packages):
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", *packages],
                           capture_output=True, text=True, check=True)
    out = os.path.join(tmp, name)
    subprocess.run(["cc", "-O2", os.path.join(HERE, name + ".c"), "-o", out]
                   + flags.stdout.split(), check=True)
    return out


def assessments(tmp, n):
    """Copies of the worked example, answered in full, each with its own words,
    so that no two files are alike."""
    with open(os.path.join(ROOT, "examples/ambient-scribe.sqeeia.yaml")) as f:
        text = f.read()
    folder = os.path.join(tmp, f"assessments-{n}")
    os.makedirs(folder)
    files = []
    for i in range(n):
        path = os.path.join(folder, f"a{i:05}.yaml")
        with open(path, "w") as f:
            f.write(re.sub(r"SQ-2026-014", f"SQ-2026-{i:05}", text)
                    .replace("nurse", f"nurse {i}", 40))
        files.append(path)
    return files


def small_questionnaire(tmp, n):
    """n scored questions in sections of twenty, each with a condition."""
    path = os.path.join(tmp, f"q{n}.yaml")
    with open(path, "w") as f:
        f.write(f"sqeeia: questionnaire/1\nid: q{n}\nversion: 1.0.0\n"
                "title: Generated\nchoices:\n  yn:\n"
                "    - {id: \"yes\", score: 1}\n    - {id: \"no\", score: 0}\n"
                "dimensions: {d: {combine: percent}}\nsections:\n")
        for i in range(n):
            if i % 20 == 0:
                f.write(f"  - id: S{i // 20}\n    title: Part {i // 20}\n"
                        "    questions:\n")
            f.write(f"      - id: Q{i}\n        ask: Is part {i} in order?\n"
                    "        type: one\n        choices: yn\n"
                    "        dimension: d\n")
            if i % 20:
                f.write(f"        when: Q{i - i % 20} in [\"yes\", \"no\"]\n"
                        .replace('"', ""))
        f.write("outcomes:\n  - {id: go, when: d >= 50}\n"
                "  - {id: stop, otherwise: true}\n")
    answers = os.path.join(tmp, f"a{n}.yaml")
    with open(answers, "w") as f:
        f.write("sqeeia: assessment/1\n"
                f"questionnaire: {{id: q{n}, path: ./q{n}.yaml}}\n"
                "about: {title: Generated}\nanswers:\n")
        f.writelines(f"  Q{i}: \"yes\"\n" for i in range(n))
    return answers


def cells_of(workbook, tmp):
    """A workbook's cells as lines that both bare writers read."""
    import openpyxl
    book = openpyxl.load_workbook(workbook)
    path = os.path.join(tmp, "cells.tsv")
    count = 0
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        for s, sheet in enumerate(book.worksheets):
            for row in sheet.iter_rows():
                for c in row:
                    if c.value is None and not c.has_style:
                        continue
                    v = "" if c.value is None else c.value
                    k = "n" if isinstance(v, (int, float)) else \
                        "f" if str(v).startswith("=") else "s"
                    t = str(v).replace("\\", "\\\\").replace("\t", "\\t") \
                        .replace("\n", "\\n")
                    f.write(f"{s}\t{c.row - 1}\t{c.column - 1}\t{k}\t"
                            f"{c.style_id}\t{t}\n")
                    count += 1
    return path, count


def have(module):
    return importlib.util.find_spec(module) is not None or subprocess.run(
        [PYTHON, "-c", f"import {module}"], capture_output=True) \
        .returncode == 0


class Table:
    def add(self, what, value, target, met):
        word = "" if met is None else "met" if met else "MISSED"
        print(f"{what:<58} {value:>10}  {target:<12} {word}", flush=True)

    def at_most(self, what, x, most):
        self.add(what, f"{x:.2f}", f"<= {most}", x <= most)

    def at_least(self, what, x, least):
        self.add(what, f"{x:.2f}", f">= {least}", x >= least)


def reading(t, sqeeia, bare, files, runs, tmp):
    check = [sqeeia, "check", "--exit-zero"] + files
    score = [sqeeia, "score", "--format", "ndjson"] + files
    t.at_most("check / bare libyaml loop", ratio(check, [bare] + files, runs),
              1.5)
    t.at_most("score / bare libyaml loop", ratio(score, [bare] + files, runs),
              1.7)
    few = files[:60]
    if have("yaml") and have("jsonschema"):
        schema = os.path.join(tmp, "schema.json")
        made = subprocess.run([sqeeia, "schema", "sqeeia-digital"],
                              capture_output=True, text=True)
        with open(schema, "w") as f:
            f.write(made.stdout if made.returncode == 0 else "{}")
        theirs = [PYTHON, os.path.join(HERE, "py_check.py"), schema] + few
        x = 1 / ratio([sqeeia, "check", "--exit-zero"] + few, theirs, 3)
        t.at_least("PyYAML's C loader and jsonschema / check", x, 20)
    if shutil.which("yamllint"):
        x = 1 / ratio([sqeeia, "check", "--exit-zero"] + few,
                      ["yamllint", "-d", "relaxed"] + few, 3)
        t.add("yamllint / check", f"{x:.1f}", "", None)


def workbooks(t, sqeeia, bare, runs, tmp):
    example = os.path.join(ROOT, "examples/ambient-scribe.sqeeia.yaml")
    out = os.path.join(tmp, "ours.xlsx")
    ours = [sqeeia, "report", "--format", "xlsx", "-o", out, example]
    spent(ours)
    if not have("openpyxl"):
        return
    cells, n = cells_of(out, tmp)
    theirs = [bare, cells, os.path.join(tmp, "bare.xlsx")]
    t.at_most(f"xlsx report / bare libxlsxwriter, {n} cells, no charts",
              ratio(ours, theirs, runs), 1.2)
    for library in ("xlsxwriter", "openpyxl"):
        if not have(library):
            continue
        python = [PYTHON, os.path.join(HERE, "py_xlsx.py"), library, cells,
                  os.path.join(tmp, "py.xlsx")]
        t.at_least(f"Python's {library} / xlsx report",
                   1 / ratio(ours, python, 3), 3)


def growth(t, sqeeia, tmp, files):
    small, large = small_questionnaire(tmp, 1000), \
        small_questionnaire(tmp, 10000)
    x = statistics.median(
        spent([sqeeia, "score", large]) / spent([sqeeia, "score", small])
        for _ in range(3))
    t.add("time of 10,000 questions / of 1,000", f"{x:.1f}", "about 10",
          x <= 13)
    tenth = files[:len(files) // 10]
    command = [sqeeia, "score", "--format", "ndjson"]
    x = statistics.median(spent(command + files) / spent(command + tenth)
                          for _ in range(3))
    t.add(f"time of {len(files)} files / of {len(tenth)}", f"{x:.1f}",
          "about 10", x <= 11.5)
    x = peak(command + files) / peak(command + tenth)
    t.at_most(f"peak memory of {len(files)} files / of {len(tenth)}", x, 1.2)


def small_file(t, sqeeia, tmp):
    path = small_questionnaire(tmp, 20)
    times = sorted(spent([sqeeia, "score", path], wall=True)
                   for _ in range(21))
    x = times[len(times) // 2] * 1000
    t.add("one small file, whole process, milliseconds", f"{x:.1f}", "<= 10",
          x <= 10)


def jobs(t, sqeeia, files):
    help_text = subprocess.run([sqeeia, "check", "--help"],
                               capture_output=True, text=True).stdout
    if "-j" not in help_text:
        return
    one = [sqeeia, "check", "--exit-zero", "-j", "1"] + files
    two = [sqeeia, "check", "--exit-zero", "-j", "2"] + files
    x = statistics.median(spent(one, wall=True) / spent(two, wall=True)
                          for _ in range(5))
    t.at_least("check: clock time of -j 1 / of -j 2", x, 1.8)


def main():
    # the libraries come from Debian's packages, so the interpreter does too
    if os.path.realpath(sys.executable) != os.path.realpath(PYTHON):
        os.execv(PYTHON, [PYTHON] + sys.argv)
    ap = argparse.ArgumentParser()
    ap.add_argument("--runs", type=int, default=7)
    ap.add_argument("--files", type=int, default=200)
    args = ap.parse_args()
    sqeeia = os.path.abspath(os.environ.get(
        "SQEEIA", os.path.join(ROOT, "build/release/sqeeia")))
    t = Table()
    with tempfile.TemporaryDirectory() as tmp:
        bare_yaml = compile_c("bare_yaml", tmp, "yaml-0.1")
        bare_xlsx = compile_c("bare_xlsx", tmp, "xlsxwriter")
        files = assessments(tmp, args.files)
        reading(t, sqeeia, bare_yaml, files, args.runs, tmp)
        workbooks(t, sqeeia, bare_xlsx, args.runs, tmp)
        small_file(t, sqeeia, tmp)
        growth(t, sqeeia, tmp, files)
        jobs(t, sqeeia, files)


if __name__ == "__main__":
    main()
