#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The whole flagship questionnaire, typed from nothing to finished at 80 by 24.

A person with a few habits reads each prompt and answers, stops in the middle
and goes on.  Looked at: whether it ends, what is in the file, and how it reads:
no line too wide or said twice running, every question on one screen, harm asked
about only where there is harm.  SQEEIA names the program.
"""
import re
import subprocess
import sys
import unicodedata

from interview import SQEEIA, Folder, Talk

STOP_AT = 60  # questions until Ctrl-C
LONGEST = 1500  # lines typed
failed = passed = 0


def check(name, good, detail=""):
    global failed, passed
    passed += bool(good)
    failed += not good
    if not good:
        print(f"FAILED: {name}\n{detail}", flush=True)


class Person:
    def __init__(self):
        self.asked = []    # ids, in order
        self.answers = {}  # id -> what was understood
        self.evidence = 0

    def choose(self, key, screen):
        """The number of an option; worse for every third group."""
        numbers = [int(x) for x in re.findall(r"^ +(\d+)\. ", screen, re.M)]
        if key.endswith(".direction"):
            return str(len([x for x in self.asked
                            if x.endswith(".direction")]) % 3 + 2)
        return str(min(2, max(numbers)))

    def answer(self, screen):
        prompt = screen.rstrip("\r\n ").splitlines()[-1]
        found = re.findall(r"^Question \d+ \(([^)]+)\)", screen, re.M)
        if found:
            self.asked.append(found[-1])
        key = self.asked[-1] if self.asked else ""
        tail = screen[max(0, screen.rfind("\nQuestion ")):]
        if prompt.startswith("Evidence"):
            self.evidence += 1
            return "A survey of nurses" if self.evidence == 1 else \
                "1" if self.evidence % 4 == 0 else ""
        for begin, typed in (
                ("Because", ""), ("Why is it not", "Nobody asked them yet."),
                ("Why does it", "It has none."), ("More", ""),
                ("Kind of", "research"), ("Who made", "The research team"),
                ("Its date", "2026-06-01"), ("Date", "2026-12-10"),
                ("A section's", ""), ("Yes, or no", "yes")):
            if prompt.startswith(begin):
                return typed
        if prompt.startswith("Add one"):
            return "yes" if "None so far." in screen else "no"
        if re.search(r"^  +1\. ", tail, re.M):
            return self.choose(key, tail)
        if " in " in prompt:
            return "40"
        return "" if "leaves it empty" in prompt else "The nurses checked it."


def width(line):
    return sum(0 if unicodedata.combining(c) else
               2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in line)


def look(screens):
    """How it reads, screen by screen; what was typed is not in it."""
    wide, twice, gaps, tall = [], [], [], []
    for screen in screens:
        lines = re.sub(r"\x1b\[[0-9;]*m", "", screen).split("\n")
        asked = re.split(r"\nQuestion [^\n]*\n\n", "\n" + screen)
        if len(asked) > 1:
            tall.append((asked[-1].count("\n") + 1, asked[-1]))
        for a, b in zip(lines, lines[1:] + [""]):
            wide += [a] if width(a) > 80 else []
            twice += [a] if a and a == b else []
            gaps += [a + b] if not a.strip() and not b.strip() and b != "" \
                else []
    check("no line is wider than the screen", not wide, "\n".join(wide[:5]))
    check("nothing is said twice running", not twice, "\n".join(twice[:5]))
    check("no two empty lines", not [s for s in screens if "\n\n\n" in s], "")
    longest = max(tall)
    check("every question is on one screen with its answers", longest[0] <= 24, longest[1])


def type_it(t, person, screens, until):
    screen = t.prompt().replace("\r\n", "\n")
    screens.append(screen)
    for _ in range(LONGEST):
        if "Enter ends the interview" in screen or \
                len(person.asked) >= until:
            return screen
        typed = person.answer(screen)
        screen = t.type(typed).replace("\r\n", "\n")
        screens.append(screen.split("\n", 1)[-1])  # without what was typed
    raise AssertionError("it does not end:\n" + screen)


def harm(person, text):
    """The details of a harm were asked about exactly where there is one."""
    rows = re.findall(r"^  (J[45]\.[a-z-]+)\.direction: \{?(?:answer: )?([a-z-]+)",
                      text, re.M)
    bad = [f"{row}: {said}" for row, said in rows
           if (f"{row}.initial" in person.asked) != (said in ("negative", "both"))]
    check("there are rows with harm and without",
          len({said for _, said in rows}) > 1 and len(rows) > 9, str(rows))
    check("harm is asked about where there is harm", not bad, "\n".join(bad))


def main():
    person, screens = Person(), []
    with Folder() as f:
        subprocess.run([SQEEIA, "new", "sqeeia-digital", "a.yaml", "--force",
                        "--title", "A scribe for nurses"], cwd=f.path,
                       check=True, capture_output=True)
        with Talk(f, "--as", "R Patel", settle=0.003) as t:
            type_it(t, person, screens, STOP_AT)
            t.send(b"\x03")
            check("it can be stopped in the middle", t.wait() == 130, t.text())
        with Talk(f, "--as", "R Patel", settle=0.003) as t:
            type_it(t, person, screens, 10 ** 6)
            check("it goes on at the question that comes next",
                  person.asked[STOP_AT] not in person.asked[:STOP_AT],
                  str(person.asked[STOP_AT - 2:STOP_AT + 2]))
            t.send("\n")
            check("it ends well", t.wait() == 0, t.text()[-800:])
        text = f.read()
        check("a hundred questions and more were asked",
              len(set(person.asked)) > 150, str(len(person.asked)))
        again = [a for i, a in enumerate(person.asked) if a in person.asked[:i]]
        check("no question was asked twice", not again, str(again))
        harm(person, text)
        look(screens)
        r = subprocess.run([SQEEIA, "status", "--require-complete", "a.yaml"],
                           cwd=f.path, capture_output=True, text=True)
        check("and it is complete", r.returncode == 0, r.stdout + r.stderr)
    print(f"flagship: {passed} passed, {failed} failed; "
          f"{len(set(person.asked))} questions")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
