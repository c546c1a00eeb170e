#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The table of ratios: this program beside the barest one that could do the
work, and beside what a script would do.  README.md says how to read it.

Both sides run in turn on the same generated inputs.  A figure is the ratio of
the least processor time (user and system) that each side took: what else the
machine does can only add to it.  Beside it, where valgrind is installed, the
ratio of instructions, which a busy machine cannot change.

Needs a release build, a C compiler and the -dev packages; compares with
PyYAML, jsonschema, XlsxWriter, openpyxl and yamllint where they are installed.

Usage: tests/bench/run.py [--runs N] [--files N]
"""
import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") \
    else sys.executable


def run(command, **kw):
    """Seconds on the clock, and the kernel's account of the process."""
    with open(os.devnull, "w") as nowhere:
        begun = time.monotonic()
        p = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, **kw)
        _, status, usage = os.wait4(p.pid, 0)
        clock = time.monotonic() - begun
    p.returncode = os.waitstatus_to_exitcode(status)
    if p.returncode not in (0, 1):
        raise SystemExit(f"{command[:3]}… ended with {p.returncode}")
    return clock, usage


def spent(command):
    """Processor seconds of one run."""
    usage = run(command)[1]
    return usage.ru_utime + usage.ru_stime


def on_the_clock(command):
    return run(command)[0]


def ratio(ours, theirs, runs, measure=spent):
    """Of the least that each took, in turn, after one warm-up of each."""
    measure(ours), measure(theirs)
    pairs = [(measure(ours), measure(theirs)) for _ in range(runs)]
    return min(p[0] for p in pairs) / max(min(p[1] for p in pairs), 1e-9)


def instructions(command):
    """How many one run takes; None without valgrind."""
    if not shutil.which("valgrind"):
        return None
    p = subprocess.run(["valgrind", "--tool=cachegrind", "--cache-sim=no",
                        "--cachegrind-out-file=/dev/null", *command],
                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                       text=True)
    if p.returncode not in (0, 1):
        raise SystemExit(f"{command[:3]}… under valgrind: {p.stderr[-300:]}")
    told = re.search(r"I +refs: +([0-9,]+)", p.stderr)
    return int(told[1].replace(",", "")) if told else None


def by_instructions(ours, theirs):
    one, other = instructions(ours), instructions(theirs)
    return one / other if one and other else None


def compile_c(name, tmp, *packages):
    flags = []
    if packages:
        flags = subprocess.run(
            ["pkg-config", "--cflags", "--libs", *packages],
            capture_output=True, text=True, check=True).stdout.split()
    out = os.path.join(tmp, name)
    subprocess.run(["cc", "-O2", os.path.join(HERE, name + ".c"), "-o", out]
                   + flags, check=True)
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
    """Rows: what, by time, by instructions, target, and whether it is met."""

    def __init__(self):
        self.line("", "by time", "by instr.", "target", "")

    def line(self, *cells):
        print("{:<56} {:>9} {:>9}  {:<8} {}".format(*cells).rstrip(),
              flush=True)

    def row(self, what, x, target="", met=None, other=None):
        word = "" if met is None else "met" if met else "MISSED"
        self.line(what, "-" if x is None else f"{x:.2f}",
                  "" if other is None else f"{other:.2f}", target, word)

    def at_most(self, what, x, most, other=None):
        self.row(what, x, f"<= {most}", x <= most, other)

    def at_least(self, what, x, least, other=None):
        self.row(what, x, f">= {least}", x >= least, other)


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
    some = files[:60]
    for verb, command, most in (("check", check, 1.5), ("score", score, 1.7)):
        t.at_most(f"{verb} {len(files)} files / bare libyaml loop",
                  ratio(command + files, [bare] + files, runs), most,
                  by_instructions(command + some, [bare] + some))
    few = files[:20]
    what = "PyYAML's C loader and jsonschema / check"
    if have("yaml") and have("jsonschema"):
        theirs = [PYTHON, os.path.join(HERE, "py_check.py"),
                  real_schema(sqeeia, tmp)] + few
        t.at_least(what, 1 / ratio(check + few, theirs, 2), 20)
    else:
        t.row(what, None)
    if shutil.which("yamllint"):
        lint = ["yamllint", "-d", "relaxed"] + few
        t.row("yamllint / check", 1 / ratio(check + few, lint, 2))
    else:
        t.row("yamllint / check", None)


def workbooks(t, sqeeia, bare, files, runs, tmp):
    example = os.path.join(ROOT, "examples/ambient-scribe.sqeeia.yaml")
    out = os.path.join(tmp, "ours.xlsx")
    ours = [sqeeia, "report", "--format", "xlsx", "-o", out, example]
    run(ours)
    if not have("openpyxl"):
        t.row("xlsx report / bare libxlsxwriter", None)
        return
    lines = os.path.join(tmp, "workbook.tsv")
    cells = subprocess.run(
        [PYTHON, os.path.join(HERE, "workbook_lines.py"), out, lines],
        capture_output=True, text=True, check=True).stdout.strip()
    theirs = [bare, lines, os.path.join(tmp, "bare.xlsx")]
    t.at_most(f"xlsx report / bare libxlsxwriter, {cells} cells",
              ratio(ours, theirs, 2 * runs), 1.2,
              by_instructions(ours, theirs))
    some = files[:10]
    many = [sqeeia, "report", "-q", "-j", "1", "--format", "xlsx", "-o",
            os.path.join(tmp, "books", ""), *some]
    t.at_most(f"the same for {len(some)} files in one run",
              ratio(many, theirs + [str(len(some))], runs), 1.2)
    for library in ("xlsxwriter", "openpyxl"):
        what = f"Python's {library} / xlsx report"
        if not have(library):
            t.row(what, None)
            continue
        python = [PYTHON, os.path.join(HERE, "py_xlsx.py"), library, lines,
                  os.path.join(tmp, "py.xlsx")]
        t.at_least(what, 1 / ratio(ours, python, 2), 3)


def times_ten(t, what, few, many, runs):
    """Ten times the work takes ten times the time."""
    t.at_most(what, ratio(many, few, runs), 11,
              by_instructions(many, few))


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


def growth(t, sqeeia, tmp, runs):
    questions = {n: small_questionnaire(tmp, n) for n in (100, 1000, 10000)}
    for few, many in ((100, 1000), (1000, 10000)):
        times_ten(t, f"score {many:,} questions / {few:,}",
                  [sqeeia, "score", questions[few]],
                  [sqeeia, "score", questions[many]], runs)
    small = small_assessments(tmp, 10000)
    for verb in ("check", "score"):
        command = [sqeeia, verb]
        for few, many in ((100, 1000), (1000, 10000)):
            times_ten(t, f"{verb} {many:,} small files / {few:,}",
                      command + small[:few], command + small[:many], runs)


def memory(t, sqeeia, tmp, files):
    """Peak memory of many files, and of few."""
    peak = compile_c("peak", tmp)
    small = small_assessments(tmp, 10000)
    t.line("peak memory:", "", "", "", "")
    for verb in ("check", "score"):
        for kind, group, few in (("small", small, 100),
                                 ("full", files, len(files) // 10)):
            x = [int(subprocess.run([peak, sqeeia, verb, *some],
                                    capture_output=True, check=True).stdout)
                 for some in (group, group[:few])]
            t.at_most(f"{verb} {len(group):,} {kind} files / {few}",
                      x[0] / x[1], 1.2)


def start_up(t, sqeeia, bare, tmp):
    path = small_questionnaire(tmp, 20)
    # with no file the bare loop does nothing but start
    for words in (["--version"], ["help"], ["templates"], ["score", path]):
        t.row(f"{words[0]} / a C program that does nothing",
              ratio([sqeeia] + words, [bare], 15),
              other=by_instructions([sqeeia] + words, [bare]))
    x = min(on_the_clock([sqeeia, "score", path]) for _ in range(15)) * 1000
    t.at_most("one small file, whole process, milliseconds", x, 10)


def quiet():
    """Ahead of what else runs here, where that is allowed."""
    try:
        os.setpriority(os.PRIO_PROCESS, 0, -15)
    except PermissionError:
        pass


def both_halves(words, files):
    """Seconds on the clock of two programs at once, each with every other
    file: what no -j 2 can be faster than."""
    begun = time.monotonic()
    two = [subprocess.Popen(words + files[k::2], stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL) for k in (0, 1)]
    for p in two:
        p.wait()
    return time.monotonic() - begun


def apart(t, verb, words, files, runs):
    both_halves(words, files)
    pairs = [(on_the_clock(words + files), both_halves(words, files))
             for _ in range(runs)]
    t.row(f"{verb} -j 1 / two programs with half of them each",
          min(p[0] for p in pairs) / min(p[1] for p in pairs))


def jobs(t, sqeeia, files, runs, tmp):
    """On the clock: only a machine with two idle cores shows it."""
    papers = os.path.join(tmp, "papers", "")
    for verb, some, more in (
            ("check", files, ["--exit-zero"]),
            ("score", files, ["--format", "ndjson"]),
            ("report", files[:20],
             ["-q", "--format", "xlsx,html", "-o", papers])):
        command = [sqeeia, verb, *more, "-j"]
        if verb != "report": # a report of one file has another name
            apart(t, verb, command + ["1"], some, runs)
        what = f"{verb} -j 1 / -j 2, on the clock"
        t.at_least(what, ratio(command + ["1"] + some, command + ["2"] + some,
                               runs, on_the_clock), 1.8)


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
    quiet()
    t = Table()
    with tempfile.TemporaryDirectory() as tmp:
        bare_yaml = compile_c("bare_yaml", tmp, "yaml-0.1")
        bare_xlsx = compile_c("bare_xlsx", tmp, "xlsxwriter")
        files = assessments(tmp, args.files)
        reading(t, sqeeia, bare_yaml, files, args.runs, tmp)
        workbooks(t, sqeeia, bare_xlsx, files, args.runs, tmp)
        start_up(t, sqeeia, bare_yaml, tmp)
        growth(t, sqeeia, tmp, 3)
        memory(t, sqeeia, tmp, files)
        jobs(t, sqeeia, files, args.runs, tmp)
    print(f"load average {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
