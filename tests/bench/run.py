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


SYLLABLES = "ash bar col dun eal fen gar hol ing kel lin mor nor oak pen " \
    "ril sed thor ull wen".split()


def place(i):
    """A made-up place: no two of the first 160,000 are the same."""
    return "".join(SYLLABLES[i // 20 ** k % 20] for k in range(4)).capitalize()


def in_own_words(text, name):
    """Every text of some length ends in the place's name: assessments of an
    estate do not repeat each other word for word."""
    lines, block = [], None
    for line in text.split("\n") + [""]:
        indent = len(line) - len(line.lstrip())
        if block is not None and line.strip() and indent <= block:
            last = len(lines) - 1
            while not lines[last].strip():
                last -= 1
            lines[last] += f" So it is in {name}."
            block = None
        if re.match(r" *(- )?[\w.-]+: >-$", line):
            block = indent
        elif re.match(r" *(- )?[\w.-]+: '.{40,}'$", line):
            line = f"{line[:-1]} ({name})'"
        elif re.match(r' *(- )?[\w.-]+: ".{40,}"$', line):
            line = f'{line[:-1]} ({name})"'
        elif re.match(r' *(- )?[\w.-]+: [A-Z0-9][^\[\]{}"#]{50,}$', line):
            line += f" So it is in {name}." if line.endswith(".") \
                else f"; so it is in {name}"
        lines.append(line)
    return "\n".join(lines[:-1])


# What many changes do to the same people was looked at, and is accepted here.
ACCEPTED = """
suppress:
  - code: SQ452
    by: Ines Calloway
    because: The estate's assessments are looked at together twice a year.
    until: 2099-12-31
"""


def assessments(tmp, n):
    """The flagship answered in full, n times, each in its own words."""
    with open(os.path.join(ROOT, "examples/ambient-scribe.sqeeia.yaml")) as f:
        text = f.read() + ACCEPTED
    folder = os.path.join(tmp, f"assessments-{n}")
    os.makedirs(folder)
    files = []
    for i in range(n):
        path = os.path.join(folder, f"a{i:05}.yaml")
        own = text.replace("SQ-2026-014", f"SQ-2026-{i:05}") \
            .replace("SQ-2025-003", f"SQ-2025-{i:05}")
        with open(path, "w") as f:
            f.write(in_own_words(own, place(i)))
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


def have(module):
    return importlib.util.find_spec(module) is not None or subprocess.run(
        [PYTHON, "-c", f"import {module}"], capture_output=True) \
        .returncode == 0


class Table:
    def skip(self, what):
        self.add(what, "-", "", None)

    def add(self, what, value, target, met):
        word = "" if met is None else "met" if met else "MISSED"
        print(f"{what:<60} {value:>10}  {target:<12} {word}", flush=True)

    def at_most(self, what, x, most):
        self.add(what, f"{x:.2f}", f"<= {most}", x <= most)

    def at_least(self, what, x, least):
        self.add(what, f"{x:.2f}", f">= {least}", x >= least)


def real_schema(sqeeia, tmp):
    path = os.path.join(tmp, "schema.json")
    subprocess.run([sqeeia, "schema", "--questionnaire", "sqeeia-digital",
                    "-o", path], check=True, stderr=subprocess.DEVNULL)
    return path


def reading(t, sqeeia, bare, files, runs, tmp):
    check = [sqeeia, "check", "--today", "2026-11-26"]
    told = subprocess.run(check + files[:20], capture_output=True, text=True)
    if told.returncode != 0 or "no findings" not in told.stdout:
        raise SystemExit(f"the inputs are not in order:\n{told.stdout[:900]}")
    score = [sqeeia, "score", "--format", "ndjson"]
    t.at_most("check / bare libyaml loop",
              ratio(check + files, [bare] + files, runs), 1.5)
    t.at_most("score / bare libyaml loop",
              ratio(score + files, [bare] + files, runs), 1.7)
    few = files[:40]
    if have("yaml") and have("jsonschema"):
        theirs = [PYTHON, os.path.join(HERE, "py_check.py"),
                  real_schema(sqeeia, tmp)] + few
        t.at_least("PyYAML's C loader and jsonschema / check",
                   1 / ratio(check + few, theirs, 3), 20)
    else:
        t.skip("PyYAML's C loader and jsonschema / check")
    if shutil.which("yamllint"):
        x = 1 / ratio(check + few, ["yamllint", "-d", "relaxed"] + few, 3)
        t.add("yamllint / check", f"{x:.1f}", "", None)
    else:
        t.skip("yamllint / check")


def workbooks(t, sqeeia, bare, files, runs, tmp):
    example = os.path.join(ROOT, "examples/ambient-scribe.sqeeia.yaml")
    out = os.path.join(tmp, "ours.xlsx")
    ours = [sqeeia, "report", "--format", "xlsx", "-o", out, example]
    spent(ours)
    if not have("openpyxl"):
        t.skip("xlsx report / bare libxlsxwriter")
        return
    lines = os.path.join(tmp, "workbook.tsv")
    cells = subprocess.run(
        [PYTHON, os.path.join(HERE, "workbook_lines.py"), out, lines],
        capture_output=True, text=True, check=True).stdout.strip()
    theirs = [bare, lines, os.path.join(tmp, "bare.xlsx")]
    t.at_most(f"xlsx report / bare libxlsxwriter, {cells} cells and charts",
              ratio(ours, theirs, 2 * runs), 1.2)
    some = files[:20]
    many = [sqeeia, "report", "-q", "-j", "1", "--format", "xlsx", "-o",
            os.path.join(tmp, "books", ""), *some]
    t.at_most(f"the same for {len(some)} files in one run",
              ratio(many, theirs + [str(len(some))], runs), 1.2)
    for library in ("xlsxwriter", "openpyxl"):
        what = f"Python's {library} / xlsx report"
        if not have(library):
            t.skip(what)
            continue
        python = [PYTHON, os.path.join(HERE, "py_xlsx.py"), library, lines,
                  os.path.join(tmp, "py.xlsx")]
        t.at_least(what, 1 / ratio(ours, python, 3), 3)


def times_ten(t, what, few, many, runs=3):
    """Ten times the work takes ten times the time, start-up left aside."""
    x = statistics.median(spent(many) / spent(few) for _ in range(runs))
    t.add(what, f"{x:.1f}", "<= 11", x <= 11)


def small_assessments(tmp, n):
    """n small files of the same questionnaire of 20 questions."""
    with open(small_questionnaire(tmp, 20)) as f:
        text = f.read()
    files = []
    for i in range(n):
        path = os.path.join(tmp, f"s{i:05}.yaml")
        with open(path, "w") as f:
            f.write(text.replace("title: Generated",
                                 f"title: {place(i)}, reference: R-{i}"))
        files.append(path)
    return files


def growth(t, sqeeia, tmp, files):
    questions = {n: small_questionnaire(tmp, n) for n in (100, 1000, 10000)}
    for few, many in ((100, 1000), (1000, 10000)):
        times_ten(t, f"time of {many:,} questions / of {few:,}",
                  [sqeeia, "score", questions[few]],
                  [sqeeia, "score", questions[many]])
    small = small_assessments(tmp, 10000)
    for verb in ("check", "score"):
        command = [sqeeia, verb]
        for few, many in ((100, 1000), (1000, 10000)):
            times_ten(t, f"time to {verb} {many:,} small files / {few:,}",
                      command + small[:few], command + small[:many])
        x = peak(command + small) / peak(command + small[:100])
        t.add(f"peak memory to {verb} 10,000 small files / 100", f"{x:.2f}",
              "<= 1.2" if verb == "score" else "", x <= 1.2
              if verb == "score" else None)
    for verb in ("check", "score"):
        few = files[:len(files) // 10]
        x = peak([sqeeia, verb] + files) / peak([sqeeia, verb] + few)
        t.at_most(f"peak memory to {verb} {len(files)} full files / "
                  f"{len(few)}", x, 1.2)


def small_file(t, sqeeia, tmp):
    path = small_questionnaire(tmp, 20)
    times = sorted(spent([sqeeia, "score", path], wall=True)
                   for _ in range(21))
    x = times[len(times) // 2] * 1000
    t.add("one small file, whole process, milliseconds", f"{x:.1f}", "<= 10",
          x <= 10)


def jobs(t, sqeeia, files, tmp):
    """On the clock, so only a machine with two idle cores shows it."""
    out = os.path.join(tmp, "papers")
    commands = {
        "check": [sqeeia, "check", "--exit-zero", "-j"],
        "report": [sqeeia, "report", "-q", "--format", "xlsx,html", "-o",
                   out, "-j"],
    }
    for verb, command in commands.items():
        told = subprocess.run([sqeeia, verb, "--help"], capture_output=True,
                              text=True).stdout
        what = f"{verb} -j 1 / -j 2, on the clock"
        if " -j" not in told:
            t.skip(what)
            continue
        some = files if verb == "check" else files[:40]
        x = statistics.median(
            spent(command + ["1"] + some, wall=True)
            / spent(command + ["2"] + some, wall=True) for _ in range(5))
        t.at_least(what, x, 1.8)


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
    print(f"{os.cpu_count()} processors, load average "
          f"{os.getloadavg()[0]:.1f} at the beginning")
    t = Table()
    with tempfile.TemporaryDirectory() as tmp:
        bare_yaml = compile_c("bare_yaml", tmp, "yaml-0.1")
        bare_xlsx = compile_c("bare_xlsx", tmp, "xlsxwriter")
        files = assessments(tmp, args.files)
        reading(t, sqeeia, bare_yaml, files, args.runs, tmp)
        workbooks(t, sqeeia, bare_xlsx, files, args.runs, tmp)
        small_file(t, sqeeia, tmp)
        growth(t, sqeeia, tmp, files)
        jobs(t, sqeeia, files, tmp)
    print(f"load average {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
