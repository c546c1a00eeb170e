#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random commands at a terminal, against a simple model of the file.

The model is a table of answers, what is left for later, and a stack of what
they were; the file must hold exactly that after every command.  Some answers
are written in an editor.  SQEEIA names the program, SEED (a
number) makes the walk repeatable, STEPS says how long it is.
"""
import os
import random
import re
import sys

from interview import START, Folder, Talk

STEPS = int(os.environ.get("STEPS", "2500"))
QUESTIONS = """\
sqeeia: questionnaire/1
id: small
version: 1.0.0
title: Plain questions
languages: [en]
sections:
  - id: A
    title: One
    questions:
      - {id: A1, ask: What?, type: text}
      - {id: A2, ask: How many?, type: number}
      - {id: A3, ask: Which?, type: one, choices: [{id: red, label: Red}, \
{id: blue, label: Blue}], required: false}
      - {id: A4, ask: Who?, type: person, when: A3 = red}
  - id: B
    title: Two
    questions:
      - {id: B1, ask: All that hold?, type: many, choices: [{id: x, label: X}, \
{id: y, label: Y}]}
      - {id: B2, ask: When?, type: date}
      - {id: B3, ask: Tell it., type: long}
      - {id: B4, ask: And?, type: text, required: false}
"""
IDS = ["A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4"]
GOOD = {"A1": [("some words", "some words"), ("yes", '"yes"')],
        "A2": [("12", "12"), ("0", "0"), ("not known", "not-known")],
        "A3": [("1", "red"), ("Blue", "blue"), ("re", "red")],
        "A4": [("R Patel", "R Patel")],
        "B1": [("1", "[x]"), ("x, y", '[x, "y"]')],
        "B2": [("2026-11-03", "2026-11-03")],
        "B3": [("a story", "a story"), ("it: is", '"it: is"')],
        "B4": [("more", "more"), ("\\skip", "skip")]}
BAD = {"A1": "\x1b[D", "A2": "many", "A3": "7", "A4": "\x1b[A", "B1": "q",
       "B2": "soon", "B3": "a\x1b[Cb", "B4": "\x1b[D"}
MOVES = [":back", ":skip", ":list", ":next", ":later", ":check", ":score", "?",
         ":help", ":save", ":why", ":example"]


# What `edit` opens: it writes another text each time.
EDITOR = """#!/bin/sh
n=$(($(cat "$HOME/n") + 1))
echo $n >"$HOME/n"
sed -n '/>8/,$p' "$1" >"$1.new"
{ printf 'edited %d\\n\\n' $n; cat "$1.new"; } >"$1"
rm "$1.new"
"""


class Model:
    def __init__(self):
        self.answers = {}
        self.later = {}
        self.before = []
        self.edited = 0

    def set(self, key, value):
        marked = value is not None and self.later.pop(key, None)
        self.before.append((key, self.answers.get(key), marked))
        self.change(key, value)

    def put_aside(self, key):
        self.later.setdefault(key, True)

    def edit(self, key):
        self.edited += 1
        self.set(key, f"edited {self.edited}")

    def change(self, key, value):
        if value is None:
            self.answers.pop(key, None)
        else:
            self.answers[key] = value

    def undo(self):
        if self.before:
            key, value, marked = self.before.pop()
            self.change(key, value)
            if marked:
                self.later[key] = True

    def text(self):
        order = [k for k in IDS if k in self.answers]
        later = "".join(f"  {k}: 2026-11-03\n" for k in self.later)
        return START + "".join(f"  {k}: {self.answers[k]}\n" for k in order) \
            + ("later:\n" + later if later else "")


def place(screen, last):
    """The id of the question that is asked; None on another page."""
    prompt = screen.rstrip("\r\n").splitlines()[-1]
    if prompt.startswith(("A section's number", "Yes, or no", "Enter ends")):
        return None
    found = re.findall(r"^Question \d+ \((\w+)\)", screen, re.M)
    return found[-1] if found else last


def prompt_of(screen):
    return screen.rstrip("\r\n").splitlines()[-1]


def step(dice, t, model, at, screen):
    """One random command; the new screen and place."""
    prompt = prompt_of(screen)
    if prompt.startswith("More"):
        return t.type(""), at
    if prompt.startswith("Why is it not known"):
        return t.type(""), at
    roll = dice.random()
    if roll < 0.15:
        key = dice.choice(IDS)
        if key == "A4" and model.answers.get("A3") != "red":
            key = "A1"
        return t.type(f":goto {key}"), at
    if roll < 0.25:
        model.undo()
        return t.type(":undo"), at
    if prompt.startswith("Enter ends"):
        return t.type("list"), at
    if roll < 0.40 or at is None:
        line = dice.choice(MOVES)
        if line == ":later" and at:
            model.put_aside(at)
        return t.type(line), at
    if roll < 0.43 and at in ("A1", "B3", "B4"):
        model.edit(at)
        return t.type(":edit"), at
    if roll < 0.45:
        if at in model.answers:
            model.set(at, None)
        return t.type(":clear"), at
    if roll < 0.55:
        return t.type(BAD[at]), at
    typed, value = dice.choice(GOOD[at])
    model.set(at, value)
    return t.type(typed), at


def walk(seed, steps):
    dice = random.Random(seed)
    done = 0
    while done < steps:
        model = Model()
        with Folder() as f:
            (f.path / "small.yaml").write_text(QUESTIONS, encoding="utf-8")
            script = f.path / "ed.sh"
            script.write_text(EDITOR, encoding="utf-8")
            script.chmod(0o755)
            (f.home / "n").write_text("0\n", encoding="utf-8")
            with Talk(f, settle=0.003, env={"SQEEIA_EDITOR": str(script)}) as t:
                screen, at, history = t.prompt(), None, []
                for _ in range(min(400, steps - done)):
                    size = len(t.seen)
                    screen, at = step(dice, t, model, at, screen)
                    history.append(t.seen[size:].decode("utf-8", "replace"))
                    at = place(screen, at)
                    done += 1
                    if f.read() != model.text():
                        print(f"FAILED: seed {seed}, step {done}\n"
                              f"{''.join(history[-4:])}\n--- file\n{f.read()}"
                              f"--- model\n{model.text()}")
                        return 1
                t.send(b"\x03")
                if t.wait() != 130:
                    print(f"FAILED: it ended with {t.status}")
                    return 1
    return 0


def main():
    seed = int(os.environ.get("SEED", "1"))
    failed = walk(seed, STEPS)
    print(f"walks: {STEPS} commands, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(main())
