#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Assessments as people write them: one answer is changed, and only its bytes.

Each round makes an assessment at random, with comments, odd quoting, answers in
flow style and over several lines, either line end, anchors and aliases; then
the program gives one answer, and everything but that answer must be there to
the byte.  SQEEIA names the program, SEED (a number) makes it repeatable, ROUNDS
says how many.
"""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

SQEEIA = os.path.abspath(os.environ.get("SQEEIA", "build/dev/sqeeia"))
SMALL = pathlib.Path(__file__).resolve().parent.parent / "walk" / "small.yaml"
ROUNDS = int(os.environ.get("ROUNDS", "150"))

VALUES = {
    "A1": ["A form", "an app: new", "it's \"both\"", "# no comment", "caf\u00e9",
           "\u65e5\u672c", "*star", "yes"],
    "A2": ["none", "planned", "partly", "shown", "not-known"],
    "A3": [["staff"], ["public"], ["staff", "public"], ["nobody"]],
    "A4": ["7", "12", "40"],
    "A5": ["2026-11-03", "2027-01-31"],
    "A7": ["A story.", "One.\nTwo.\n\nThree.", "- a list?"],
    "A8": ["planned", "none"],
    "B1.old.direction": ["better", "same", "not-known"],
    "B1.young.direction": ["better", "same"],
    "B2.h1.what": ["Wrong dose", "Too late"],
    "B2.h1.cause": ["a queue", "two names: one face"],
}
TYPED = {"A3": lambda v: ", ".join(v)}


def quoted(dice, text):
    """The text as one of the ways in which YAML says it."""
    ways = ["'" + text.replace("'", "''") + "'",
            '"' + text.replace("\\", "\\\\").replace('"', '\\"')
            .replace("\n", "\\n") + '"']
    if "\n" in text:
        return ways[1]
    if text.replace(" ", "").replace("-", "").isalnum() and text != "yes" and \
            not text.startswith("-"):
        ways.append(text)
    return dice.choice(ways)


def flow(dice, value):
    if isinstance(value, list):
        gap = dice.choice(["", " "])
        return "[" + gap + (", " + gap).join(value) + gap + "]"
    return quoted(dice, value)


def comment(dice):
    return dice.choice(["", "", "  # by hand", " # a: b, [c]", "   #"])


def entry(dice, key, value, state):
    """The lines of one answer."""
    name = dice.choice([key, key, f'"{key}"', f"'{key}'"])
    gap = dice.choice([" ", " ", "   "])
    roll = dice.random()
    if roll < 0.35:
        return [f"  {name}:{gap}{flow(dice, value)}{comment(dice)}"]
    if roll < 0.45 and isinstance(value, str) and "\n" in value:
        return [f"  {name}: |{comment(dice)}"] + \
            [("    " + x) if x else "" for x in value.split("\n")]
    because = dice.choice(["we tried it", "\"two: words\"", "'it''s so'"])
    if roll < 0.55 and state["anchor"] is None:
        state["anchor"] = key
        return [f"  {name}: {{answer: {flow(dice, value)}, "
                f"because: &why {because}}}"]
    if roll < 0.62 and state["anchor"]:
        state["alias"].append(key)
        return [f"  {name}: {{answer: {flow(dice, value)}, because: *why}}"]
    if roll < 0.75:
        return [f"  {name}: {{answer: {flow(dice, value)},   "
                f"because: {because}}}{comment(dice)}"]
    return [f"  {name}:{comment(dice)}", f"    answer: {flow(dice, value)}",
            "    # why we say so", f"    because: {because}{comment(dice)}",
            "    x-seen: [by, us]"][:dice.choice([4, 5])]


def idle(dice):
    return dice.choice([[], [], [""], ["  # a remark: with a colon"],
                        ["", "# at the edge", ""]])


def make(dice):
    """The lines, and the span of each answer's lines."""
    lines = ["# kept by hand", "sqeeia: assessment/1",
             "questionnaire: {id: small, path: ./small.yaml}"]
    before = dice.random() < 0.5
    register = ["evidence:   # what we have", "  - {id: E1,  title: 'A report'}",
                "  - id: E2", "    title: \"Another\"   # kept"]
    if before:
        lines += register
    lines += ["about: {title: 'An app', x-ours: [1,  2]}", "answers:"]
    spans, state = {}, {"anchor": None, "alias": []}
    for key in VALUES:
        lines += idle(dice)
        if dice.random() < 0.3:
            continue
        new = entry(dice, key, dice.choice(VALUES[key]), state)
        spans[key] = (len(lines), len(lines) + len(new))
        lines += new
    lines += idle(dice)
    if not before:
        lines += register
    if state["alias"] or state["anchor"]:
        spans.pop(state["anchor"], None)  # others rest on it
    return lines, spans


def run(*words, cwd):
    return subprocess.run([SQEEIA, *words], cwd=cwd, capture_output=True,
                          text=True)


def set_one(dice, folder, lines, spans, end):
    file = folder / "a.yaml"
    file.write_bytes(end.join(lines).encode() + end.encode())
    before = file.read_bytes()
    key = dice.choice(list(VALUES))
    value = dice.choice(VALUES[key])
    while isinstance(value, str) and "\n" in value:
        value = dice.choice(VALUES[key])
    text = TYPED.get(key, lambda v: v)(value)
    r = run("assess", "a.yaml", "--set", f"{key}={text}", cwd=folder)
    after = file.read_bytes()
    if r.returncode:
        # what others rest on is left alone, and said; nothing else may fail
        return after == before and "without changing something else" in \
            r.stderr and "&why" in before.decode(), r.stderr
    a, b = before.decode().split(end), after.decode().split(end)
    if key in spans:
        first, last = spans[key]
        rest = len(a) - last
        return a[:first] == b[:first] and a[last:] == b[len(b) - rest:], \
            r.stderr
    if any(f"{q}{key}{q}:" in x for q in ("", "'", '"') for x in a):
        first = next(i for i, x in enumerate(a)
                     if x.strip().startswith((key, f"'{key}", f'"{key}')))
        return a[:first] == b[:first], r.stderr
    # a new line, and all the old ones
    new = [i for i in range(len(b)) if b[:i] + b[i + 1:] == a]
    return bool(new) and b[new[0]].startswith(f"  {key}: "), r.stderr


def reads_back(folder):
    r = run("check", "-q", "--fail-on", "error", "a.yaml", cwd=folder)
    return r.returncode == 0, r.stdout


def one_round(dice, folder):
    lines, spans = make(dice)
    end = dice.choice(["\n", "\n", "\r\n"])
    good, why = set_one(dice, folder, lines, spans, end)
    if good:
        good, why = reads_back(folder)
    return good, why


def main():
    dice = random.Random(int(os.environ.get("SEED", "1")))
    good = bad = 0
    with tempfile.TemporaryDirectory(prefix="sqeeia-trip-") as name:
        folder = pathlib.Path(name)
        os.environ.update(HOME=name, SOURCE_DATE_EPOCH="1793664000")
        shutil.copy(SMALL, folder)
        for i in range(ROUNDS):
            fine, why = one_round(dice, folder)
            good += fine
            bad += not fine
            if not fine:
                print(f"FAILED: round {i}: {why}\n"
                      + (folder / "a.yaml").read_text(encoding="utf-8"))
    print(f"roundtrip: {good} passed, {bad} failed")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
