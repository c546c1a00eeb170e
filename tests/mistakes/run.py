#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Thousands of single slips in good files: each is found where it is, or does nothing; none is told of at length.

A letter is dropped from an id, a date becomes impossible, an owner is taken away, an indent shifts. Of every slip `check`
must say something at its line (or name the answer that is gone), or the file must come to the same score as before.
Nothing crashes, and one slip never gives more than three findings, in questionnaires, too; there, what is told is told of
the file that has the slip. SQEEIA names the program, SQEEIA_MISTAKES how many slips, SQEEIA_SEED another choice of them.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SQEEIA = os.path.abspath(os.environ.get("SQEEIA", "build/release/sqeeia"))
MISTAKES = int(os.environ.get("SQEEIA_MISTAKES", "1200"))
SEED = int(os.environ.get("SQEEIA_SEED", "2010"))
TODAY = "2026-11-01"
BETWEEN = "SQ446,SQ447,SQ448,SQ449,SQ450,SQ451,SQ452,SQ221"  # copies of one file are alike
GOOD = ["examples/ambient-scribe.sqeeia.yaml", "examples/devices-and-champions.sqeeia.yaml",
        "examples/risk-stratification.sqeeia.yaml", "examples/back-office-swap.sqeeia.yaml"]
QUESTIONNAIRES = ["templates/sqeeia-digital.yaml", "templates/quality.yaml", "templates/ai-ethics.yaml",
                  "templates/screening.yaml", "templates/equality.yaml"]
MOST = 3  # findings for one slip

passed = 0
failed = 0


def check(name, good, detail=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        if failed <= 40:
            print(f"FAILED: {name}\n  {str(detail)[:1200]}")


def run(folder, *args):
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")}
    env.update({"LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "SOURCE_DATE_EPOCH": "1793491200"})
    return subprocess.run([SQEEIA, *args], cwd=folder, env=env, capture_output=True, timeout=600)


# ---- slips ---------------------------------------------------------------------------------------------------------
# Each takes the lines and a line that it fits, and gives the new lines, the first and the last line [from 1] at which
# it may be told of, and whether it must be found.

def drop_letter(rng, word):
    i = rng.randrange(len(word))
    return word[:i] + word[i + 1:]


def misspell(rng, word):
    """Another word, a slip away."""
    for _ in range(20):
        i = rng.randrange(len(word))
        new = rng.choice([drop_letter(rng, word), word[:i] + rng.choice("qzx") + word[i + 1:],
                          word[:i] + word[i:i + 2][::-1] + word[i + 2:]])
        if new and new != word and re.fullmatch(r"[A-Za-z][\w.-]*", new):
            return new
    return word + "q"


def replace(lines, n, new):
    return lines[:n] + [new] + lines[n + 1:]


def slip_answer_id(rng, lines, n):
    m = re.match(r"(  )([A-Z][\w-]*(?:\.[\w-]+)*)(:.*)", lines[n])
    if not m:
        return None
    return replace(lines, n, m[1] + misspell(rng, m[2]) + m[3]), n, n, True


def slip_key(rng, lines, n):
    m = re.match(r"(\s*(?:- )?\{?)([a-z][a-z-]+)(: .*|:)$", lines[n])
    if not m or m[2].startswith("x-"):
        return None
    return replace(lines, n, m[1] + misspell(rng, m[2]) + m[3]), n, n, False


def slip_word(rng, lines, n):
    m = re.match(r"(\s+(?:answer|stage|status|kind|outcome|scope|position|type|choices|combine|dimension|level): )([a-z][\w-]*)$",
                 lines[n])
    if not m:
        return None
    return replace(lines, n, m[1] + misspell(rng, m[2])), n, n, True


def slip_evidence(rng, lines, n):
    m = re.match(r"(.*evidence: \[)(\w+)(.*)", lines[n])
    if not m:
        return None
    return replace(lines, n, m[1] + m[2] + "99" + m[3]), n, n, True


def slip_date(rng, lines, n):
    m = re.match(r"(.*: ['\"]?\d{4}-)(\d\d)-(\d\d)(['\"]?)$", lines[n])
    if not m:
        return None
    new = rng.choice([f"13-{m[3]}", f"{m[2]}-32", f"{m[2]}{m[3]}", f"{m[2]}-{m[3]}th"])
    return replace(lines, n, m[1] + new + m[4]), n, n, True


def start_of(lines, n):
    """The line where the entry of a list, or the answer, that holds line n begins."""
    depth = len(lines[n]) - len(lines[n].lstrip())
    while n > 0 and not (lines[n].lstrip().startswith("- ") and len(lines[n]) - len(lines[n].lstrip()) < depth) \
            and not re.match(r"  \S", lines[n]):
        n -= 1
    return n


def slip_owner(rng, lines, n):
    if not re.match(r"\s+owner: ", lines[n]):
        return None
    return lines[:n] + lines[n + 1:], start_of(lines, n), n, False


def slip_indent(rng, lines, n):
    if not lines[n].startswith("  ") or not lines[n].strip():
        return None
    by = rng.choice([-1, 1])
    new = lines[n][1:] if by < 0 else " " + lines[n]
    return replace(lines, n, new), n - 1, n + 1, False


def slip_mark(rng, lines, n):
    """A colon, a quotation mark, a bracket or a comma is lost."""
    at = [i for i, c in enumerate(lines[n]) if c in ":'\"[]{},"]
    if not at:
        return None
    i = rng.choice(at)
    return replace(lines, n, lines[n][:i] + lines[n][i + 1:]), n - 1, n + 1, False


def slip_letter(rng, lines, n):
    """Any letter at all."""
    at = [i for i, c in enumerate(lines[n]) if c.isalnum()]
    if not at:
        return None
    i = rng.choice(at)
    return replace(lines, n, lines[n][:i] + lines[n][i + 1:]), n, n, False


def in_text(lines, n):
    """Is the line part of a text over several lines, and no key?"""
    indent = len(lines[n]) - len(lines[n].lstrip())
    for line in reversed(lines[:n]):
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            return line.rstrip().endswith((">-", ">", "|", "|-"))
    return False


def slip_twice(rng, lines, n):
    if not re.match(r"\s+[\w.-]+: .", lines[n]) or in_text(lines, n):
        return None
    return lines[:n + 1] + [lines[n]] + lines[n + 1:], n, n + 1, True


def slip_gone(rng, lines, n):
    if not re.match(r"\s+(- )?[\w.-]+:", lines[n]):
        return None
    return lines[:n] + lines[n + 1:], start_of(lines, n), n, False


SLIPS = [slip_answer_id, slip_key, slip_word, slip_evidence, slip_date, slip_owner, slip_indent, slip_mark, slip_letter,
         slip_twice, slip_gone]


# ---- what came of it -----------------------------------------------------------------------------------------------

def findings(folder, names):
    """Of every file, with those that were there before left to the caller."""
    done = run(folder, "check", "--today", TODAY, "--ignore", BETWEEN, "--format", "json", *names)
    check("it ends as it says", done.returncode in (0, 1), (done.returncode, done.stderr[-600:]))
    found = {name: [] for name in names}
    for d in json.loads(done.stdout)["diagnostics"] if done.stdout else []:
        if d["state"] == "open":
            found.setdefault(d["file"], []).append(d)
    return found


def comes_to(folder, name):
    """The score, and what was read, but for the words of people."""
    done = run(folder, "score", "--format", "json", name)
    score = json.loads(done.stdout) if done.returncode == 0 and done.stdout else None
    if score:
        score.pop("file", None)
        score["assessment"] = score["questionnaire"] = None
    return score


def make(rng, texts, n, temp):
    """n slips in n files: name → what was done to it."""
    made = {}
    while len(made) < n:
        origin = rng.choice(sorted(texts))
        slip = rng.choice(SLIPS)
        lines = texts[origin].split("\n")
        fitting = [i for i in range(1, len(lines)) if slip(random.Random(1), lines, i)]
        if not fitting:
            continue
        new = slip(rng, lines, rng.choice(fitting))
        name = f"m{len(made):04}.yaml"
        (temp / name).write_text("\n".join(new[0]))
        made[name] = (origin, slip.__name__, new[1] + 1, new[2] + 1, new[3])
    return made


def gone(lines, n):
    """The id of the answer that line n is of."""
    while n > 0 and not re.match(r"  \S", lines[n]):
        n -= 1
    m = re.match(r"  ([A-Z][\w.-]*):", lines[n])
    return m[1] if m else None


def names(d, lost):
    """What is not there has no line: the finding gives its id."""
    return lost and re.search(rf"`{re.escape(lost)}`", d["message"])


def difference(temp, origin, name):
    done = subprocess.run(["diff", origin, name], cwd=temp, capture_output=True, text=True)
    return done.stdout[:400]


def judge(temp, made, texts, before):
    found = findings(temp, sorted(made))
    tally = {}
    for name, (origin, slip, first, last, must) in sorted(made.items()):
        known = {(d["code"], d["message"]) for d in before[origin]}
        new = [d for d in found[name] if (d["code"], d["message"]) not in known]
        lost = gone(texts[origin].split("\n"), last - 1)
        what = f"{slip} in {origin}, {first} to {last}"
        told = [f"{d['line']}:{d['column']} {d['code']} {d['message']}" for d in new]
        detail = "\n  ".join([difference(temp, origin, name), *told])
        of_assessment = "about:" in texts[origin]
        check(f"at most {MOST} findings: {what}", len(new) <= MOST, detail)
        here = any(first <= d["line"] <= last or first <= d["end_line"] <= last or names(d, lost) for d in new)
        kind = "found here" if here else "found elsewhere" if new else "harmless"
        tally[kind] = tally.get(kind, 0) + 1
        if must and of_assessment:
            check(f"found at its line: {what}", here, detail)
        elif new and of_assessment:
            check(f"found there: {what}", here, detail)
        elif of_assessment:
            a, b = comes_to(temp, origin), comes_to(temp, name)
            check(f"does nothing: {what}", slip in ("slip_gone", "slip_owner") or a == b, detail)
        else:
            check(f"told of, if at all, with a place: {what}", all(d["line"] >= 1 and d["file"] == name for d in new), detail)
    return tally


def main():
    rng = random.Random(SEED)
    for kind, files, n in (("assessments", GOOD, MISTAKES), ("questionnaires", QUESTIONNAIRES, MISTAKES // 8)):
        with tempfile.TemporaryDirectory() as temp:
            temp = pathlib.Path(temp)
            texts = {pathlib.Path(f).name: (ROOT / f).read_text() for f in files}
            for name, text in texts.items():
                (temp / name).write_text(text)
            before = findings(temp, sorted(texts))
            made = make(rng, texts, n, temp)
            print(f"mistakes: {kind}: {len(made)} slips:", judge(temp, made, texts, before))
    print(f"mistakes: {passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
