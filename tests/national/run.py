#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prove that a large foreign questionnaire means the same in our language as in its own.

Converts a survey, makes many random answer sets (seeded), scores each with the program and with the independent oracle
and compares raw, mitigation, their maxima, current and level. Without --survey it uses synthetic surveys of the same
shape, so nothing is downloaded. Answers of hidden questions, missing answers and sums that fall exactly on an edge are
made on purpose.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
from decimal import Decimal

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import convert      # noqa: E402  (found beside this file)
import make_survey  # noqa: E402
import oracle as published  # noqa: E402

ROOT = HERE.parents[1]
SHOWN = 10                      # differences printed in full


class Sampler:
    """Random answer sets of several tempers over one survey."""

    TEMPERS = ("even", "leftover", "high", "low", "sparse", "bar", "edge", "even")

    def __init__(self, oracle, seed):
        self.oracle, self.seed = oracle, seed

    def make(self, number):
        dice = random.Random(f"{self.seed} {number}")
        temper = self.TEMPERS[number % len(self.TEMPERS)]
        answers = self.walk(dice, temper)
        if temper == "bar":
            bar = -(-4 * self.oracle.max_mit // 10)
            self.steer(dice, answers, "M", bar - dice.choice([0, 0, 1]))
        elif temper == "edge":
            edge = self.oracle.max_raw * dice.choice([1, 2, 3]) // 4
            if dice.random() < 0.5:
                edge = edge * 100 // 85
            self.steer(dice, answers, "R", edge + dice.choice([0, 0, 1]))
        return temper, answers

    def walk(self, dice, temper):
        answers = {}
        share = {"sparse": 0.3, "leftover": 0.85}.get(temper, 0.93)
        keep_hidden = temper in ("leftover", "sparse")
        for question in self.oracle.questions:
            if not question.required and dice.random() > share:
                continue
            if keep_hidden or question.visible(answers):
                answers[question.name] = self.answer(dice, question, temper)
        return answers

    def answer(self, dice, question, temper):
        if not question.chooses:
            return dice.choice(["A few words.", "note-3", "item1-4", "See: page 2 # not a comment"])
        order = sorted(question.values, key=published.suffix_points)
        best = {"high": 0.9, "bar": 0.8, "edge": 0.5, "low": 0.1}.get(temper, 0.4)
        if question.form != "checkbox":
            return order[-1] if dice.random() < best else dice.choice(question.values)
        many = len(question.values) if dice.random() < best else dice.randint(1, len(question.values))
        return dice.sample(question.values, many)

    def steer(self, dice, answers, letter, target):
        """Change single answers until the points of `letter` are `target`, if that can be had cheaply."""
        scored = [question for question in self.oracle.questions if question.kind == letter and question.most]
        away = abs(self.oracle.total(self.oracle.completed(answers), letter) - target)
        for _ in range(250):
            if away == 0:
                return
            question = dice.choice(scored)
            before = answers.get(question.name)
            answers[question.name] = self.answer(dice, question, "even")
            now = abs(self.oracle.total(self.oracle.completed(answers), letter) - target)
            if now <= away:
                away = now
            elif before is None:
                del answers[question.name]
            else:
                answers[question.name] = before


def assessment(answers, oracle, ids, choices, identity):
    lines = ["sqeeia: assessment/1", f"questionnaire: {{id: {identity}, version: 1.0.0, path: ./questionnaire.yaml}}",
             "about: {title: A random answer set}", "answers:"]
    for question in oracle.questions:
        if question.name not in answers:
            continue
        answer = answers[question.name]
        known = choices.get(question.name)
        if known is None:
            said = convert.quoted(answer)
        elif isinstance(answer, list):
            said = f"[{', '.join(known[value] for value in answer)}]"
        else:
            said = known[answer]
        lines.append(f"  {ids[question.name]}: {said}")
    return "\n".join(lines) + "\n"


def run_program(program, folder, paths):
    done = subprocess.run([program, "score", "--format", "ndjson", *[path.name for path in paths]], cwd=folder,
                          capture_output=True, text=True, timeout=600, check=False)
    found = {}
    for line in done.stdout.splitlines():
        try:
            one = json.loads(line, parse_float=Decimal)
            found[pathlib.PurePath(one["file"]).name] = one
        except (ValueError, KeyError, TypeError):
            print(f"FAIL not a line of ndjson: {line[:120]!r}")
    return done, found


def by_id(one, key):
    return {item["id"]: item for item in one.get(key, [])}


def figures(one):
    raw, mitigation = (by_id(one, "dimensions").get(name, {}) for name in ("raw", "mitigation"))
    current = by_id(one, "values").get("current", {})
    band = (current.get("band") or {}).get("value")
    return {"raw": raw.get("value"), "max raw": raw.get("max"), "mitigation": mitigation.get("value"),
            "max mitigation": mitigation.get("max"), "current": current.get("value"),
            "level": int(band[-1]) if band else None}


def run_survey(program, survey, name, options, tally):
    oracle = published.Oracle(survey)
    identity = "national"
    try:
        text, ids, choices = convert.convert(survey, identity, decided=options.decided)
    except convert.Unsupported as error:
        print(f"FAIL {name}: not converted: {error}")
        return 0, options.count
    sampler = Sampler(oracle, f"{options.seed} {name}")
    passed = failed = 0
    keep = options.keep / name if options.keep else None
    with tempfile.TemporaryDirectory(prefix="national-") as scratch:
        folder = keep or pathlib.Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "questionnaire.yaml").write_text(text, encoding="utf-8")
        for first in range(0, options.count, options.batch):
            expected = {}
            for number in range(first, min(first + options.batch, options.count)):
                temper, answers = sampler.make(number)
                path = folder / f"a{number:05d}.yaml"
                path.write_text(assessment(answers, oracle, ids, choices, identity), encoding="utf-8")
                want = oracle.score(answers)
                expected[path] = {**want, "max raw": oracle.max_raw, "max mitigation": oracle.max_mit}
                note(tally, temper, want, oracle, answers)
            done, found = run_program(program, folder, list(expected))
            if done.returncode != 0:
                print(f"FAIL {name}: exit status {done.returncode}")
                print("\n".join("     " + line for line in done.stderr.splitlines()[:8]))
            for path, want in expected.items():
                got = figures(found[path.name]) if path.name in found else None
                if got == want and done.returncode == 0:
                    passed += 1
                else:
                    failed += 1
                    if failed <= SHOWN:
                        print(f"FAIL {name}/{path.name}: expected {plain(want)}, got {plain(got) if got else 'nothing'}")
                if not keep:
                    path.unlink()
    print(f"national: {name}: {len(oracle.questions)} questions, maximum {oracle.max_raw} and {oracle.max_mit}: "
          f"{passed} passed, {failed} failed")
    return passed, failed


def note(tally, temper, want, oracle, answers):
    tally["set " + temper] += 1
    tally[f"level {want['level']}"] += 1
    tally["reduced" if 10 * want["mitigation"] >= 4 * oracle.max_mit else "not reduced"] += 1
    tally["exactly on the bar"] += 10 * want["mitigation"] == 4 * oracle.max_mit or \
        want["mitigation"] == -(-4 * oracle.max_mit // 10)
    tally["highest of its level"] += any(want["current"] == quarter * oracle.max_raw // 4 for quarter in (1, 2, 3))
    tally["hidden answers would count"] += oracle.live(answers) != want


def plain(found):
    return ", ".join(f"{key} {value}" for key, value in found.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--survey", type=pathlib.Path, help="a survey in JSON instead of synthetic ones")
    parser.add_argument("--surveys", type=int, default=4, help="how many synthetic surveys (default 4)")
    parser.add_argument("--count", type=int, default=200, help="answer sets for each survey (default 200)")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--batch", type=int, default=200, help="files in one call of the program")
    parser.add_argument("--decided", action="store_true", help="convert conditions with answered(q) before each comparison")
    parser.add_argument("--keep", type=pathlib.Path, metavar="DIR", help="leave the files there")
    options = parser.parse_args()
    program = os.path.abspath(os.environ.get("SQEEIA", str(ROOT / "build" / "release" / "sqeeia")))
    if not os.access(program, os.X_OK):
        sys.exit(f"national: no program at {program} (set SQEEIA)")

    if options.survey:
        surveys = [(options.survey.stem, json.loads(options.survey.read_text(encoding="utf-8")))]
    else:
        surveys = [(f"synthetic-{number}", make_survey.make(f"{options.seed}.{number}")) for number in range(1, options.surveys + 1)]
    tally = collections.Counter()
    passed = failed = 0
    for name, survey in surveys:
        good, bad = run_survey(program, survey, name, options, tally)
        passed, failed = passed + good, failed + bad
    for key in sorted(tally):
        print(f"  {key}: {tally[key]}")
    print(f"national: {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
