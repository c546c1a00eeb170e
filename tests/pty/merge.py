#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Two people answer two copies, and git merges them.

Whatever two different questions they answer, and whatever was answered before,
the merge is clean and holds both answers.  SQEEIA names the program, SEED (a
number) makes the choice repeatable, ROUNDS says how often.
"""
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

SQEEIA = os.path.abspath(os.environ.get("SQEEIA", "build/dev/sqeeia"))
SMALL = pathlib.Path(__file__).resolve().parent.parent / "walk" / "small.yaml"
ROUNDS = int(os.environ.get("ROUNDS", "200"))

# Answers that never make another question stop being asked.
SIMPLE = {"A1": ["A form", "An app: \"new\" # and more"],
          "A2": ["partly", "shown", "not-known"],
          "A3": ["staff", "staff, public"], "A4": ["12", "40"],
          "A5": ["2026-11-03"], "A6": ["R Patel", "A B"],
          "A7": ["A story", "Another one"], "A8": ["planned", "none"],
          "B1.old.direction": ["worse"], "B1.young.direction": ["worse"],
          "B1.old.harm": ["likely, major"], "B1.young.harm": ["rare, minor"]}


def run(*words, cwd, good=(0,)):
    r = subprocess.run(words, cwd=cwd, capture_output=True, text=True)
    if r.returncode not in good:
        raise AssertionError(f"{words}: {r.returncode}\n{r.stdout}{r.stderr}")
    return r


def answer(folder, name, who, chosen):
    words = [SQEEIA, "assess", name, "--as", who]
    for key, value in chosen:
        words += ["--set", f"{key}={value}"]
    run(*words, cwd=folder)


def answers_of(text):
    """The lines of the answers, without those that only name a question."""
    lines = text[text.index("\nanswers:"):].splitlines()[1:]
    return {x.split(":")[0].strip(): x for x in lines
            if x.strip() and not x.strip().startswith("#")}


def some(dice, keys, most):
    chosen = dice.sample(keys, dice.randint(0, min(most, len(keys))))
    return [(k, dice.choice(SIMPLE[k])) for k in chosen]


def one_round(dice, folder, git):
    run(SQEEIA, "new", "./small.yaml", "base.yaml", "--title", "An app",
        "--force", cwd=folder)
    base = folder / "base.yaml"
    answer(folder, "base.yaml", "Both", some(dice, list(SIMPLE), 12)
           or [("A1", "x")])
    keys = list(SIMPLE)
    dice.shuffle(keys)
    cut = dice.randint(1, len(keys) - 1)
    # neighbours, often: that is where merging is hard
    if dice.random() < 0.5:
        at = dice.randrange(len(SIMPLE) - 1)
        keys = list(SIMPLE)[at:at + 2]
        dice.shuffle(keys)
        cut = 1
    mine = some(dice, keys[:cut], 6) or [(keys[0], dice.choice(
        SIMPLE[keys[0]]))]
    yours = some(dice, keys[cut:], 6) or [(keys[-1], dice.choice(
        SIMPLE[keys[-1]]))]
    if git:
        return with_branches(folder, mine, yours)
    for name, who, chosen in (("mine.yaml", "Me", mine),
                              ("yours.yaml", "You", yours)):
        shutil.copy(base, folder / name)
        answer(folder, name, who, chosen)
    r = subprocess.run(["git", "merge-file", "-p", "mine.yaml", "base.yaml",
                        "yours.yaml"], cwd=folder, capture_output=True,
                       text=True)
    return r.returncode == 0 and holds(folder, r.stdout, mine, yours)


def holds(folder, merged, mine, yours):
    got = answers_of(merged)
    wanted = {}
    for name, chosen in (("mine.yaml", mine), ("yours.yaml", yours)):
        lines = answers_of((folder / name).read_text(encoding="utf-8"))
        wanted.update({k: lines[k] for k, _ in chosen})
    return all(got.get(k) == v for k, v in wanted.items())


def with_branches(folder, mine, yours):
    g = ["git", "-c", "user.name=Test", "-c", "user.email=t@example.org",
         "-c", "commit.gpgsign=false"]
    shutil.rmtree(folder / ".git", ignore_errors=True)
    run(*g, "init", "-q", "-b", "main", cwd=folder)
    shutil.move(folder / "base.yaml", folder / "a.yaml")
    run(*g, "add", "a.yaml", cwd=folder)
    run(*g, "commit", "-qm", "start", cwd=folder)
    for branch, who, chosen in (("mine", "Me", mine), ("yours", "You", yours)):
        run(*g, "checkout", "-q", "-b", branch, "main", cwd=folder)
        answer(folder, "a.yaml", who, chosen)
        run(*g, "commit", "-qam", branch,
            "--allow-empty", cwd=folder)
        shutil.copy(folder / "a.yaml", folder / f"{branch}.yaml")
    r = run(*g, "merge", "-q", "--no-edit", "mine", cwd=folder, good=(0, 1))
    merged = (folder / "a.yaml").read_text(encoding="utf-8")
    return r.returncode == 0 and holds(folder, merged, mine, yours)


def same_question(folder):
    """The same question in two ways is a conflict: nobody's answer is lost."""
    run(SQEEIA, "new", "./small.yaml", "base.yaml", "--force", cwd=folder)
    for name, value in (("mine.yaml", "1"), ("yours.yaml", "2")):
        shutil.copy(folder / "base.yaml", folder / name)
        answer(folder, name, "x", [("A4", value)])
    r = subprocess.run(["git", "merge-file", "-p", "mine.yaml", "base.yaml",
                        "yours.yaml"], cwd=folder, capture_output=True,
                       text=True)
    return r.returncode == 1 and len(re.findall(r"^  A4: ", r.stdout,
                                                re.M)) == 2


def signed_by_git(folder):
    """Without --as, git's user.name is who answers."""
    run("git", "init", "-q", cwd=folder)
    run("git", "config", "user.name", "R \"Bob\" Patel", cwd=folder)
    run(SQEEIA, "new", "./small.yaml", "g.yaml", cwd=folder)
    run(SQEEIA, "assess", "g.yaml", "--set", "A4=3", cwd=folder)
    text = (folder / "g.yaml").read_text(encoding="utf-8")
    return 'by: R "Bob" Patel, on: ' in text


def main():
    if not shutil.which("git"):
        print("merge: skipped, there is no git")
        return 0
    dice = random.Random(int(os.environ.get("SEED", "1")))
    bad = 0
    with tempfile.TemporaryDirectory(prefix="sqeeia-merge-") as name:
        folder = pathlib.Path(name)
        os.environ.update(HOME=name, SOURCE_DATE_EPOCH="1793664000",
                          GIT_CONFIG_NOSYSTEM="1")
        os.environ.pop("XDG_CONFIG_HOME", None)
        shutil.copy(SMALL, folder)
        for i in range(ROUNDS):
            if not one_round(dice, folder, git=i % 10 == 0):
                print(f"FAILED: round {i} did not merge")
                bad += 1
        shutil.rmtree(folder / ".git", ignore_errors=True)
        if not same_question(folder):
            print("FAILED: the same question is no conflict")
            bad += 1
        if not signed_by_git(folder):
            print("FAILED: the name that git has is not taken")
            bad += 1
    print(f"merge: {ROUNDS} pairs, {bad} failed")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
