#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The published scoring of a completed national questionnaire, written on its own: it shares nothing with convert.py.

One pass over the questions in document order: a question that is not visible (its own condition, that of any panel around
it or of its page) loses its answer, and so does an option that the question does not have. Conditions refer backwards,
so one pass is enough. (The form engine itself decides visibility once, before it clears anything: an answer two steps
behind a hidden one survives there. Clearing until nothing changes gives this pass; see README.md.) Then

    raw      points of the answers that remain, kind -RS        mit      the same, kind -MS
    maxRaw   the most that all -RS questions could give          maxMit   the same for -MS, both phases together
    current  0.85 raw rounded half up, if mit >= 0.8 (maxMit / 2); else raw
    level    1 up to a quarter of maxRaw, 2 up to a half, 3 up to three quarters, else 4
"""

import argparse
import json
import pathlib
import re


def suffix_points(value):
    cut = value.rfind("-")
    digits = value[cut + 1:] if cut >= 0 else ""
    return int(digits) if digits.isdigit() else 0


def score_kind(name, container):
    for text in (name, container or ""):
        if text[-3:] in ("-RS", "-MS", "-NS"):
            return text[-2]
    return "N"


def holds(left, wanted):
    """SurveyJS `contains`: elements of a list, part of a text."""
    if left is None:
        return False
    if isinstance(left, list):
        return all(one in left for one in (wanted if isinstance(wanted, list) else [wanted]))
    return (",".join(wanted) if isinstance(wanted, list) else wanted) in left


class Rule:
    """A visibleIf, read by splitting at the outermost `or`, then `and`, then into one comparison."""

    COMPARE = re.compile(r"\{(.+?)\}\s*(==?|contains)\s*(.+)\Z", re.S)

    def __init__(self, text):
        self.test = self.read(text.strip())

    @staticmethod
    def split(text, word):
        parts, depth, quote, start, place = [], 0, None, 0, 0
        while place < len(text):
            char = text[place]
            if quote:
                quote = None if char == quote else quote
            elif char in "\"'":
                quote = char
            elif char in "({[":
                depth += 1
            elif char in ")}]":
                depth -= 1
            elif depth == 0 and re.match(rf"\s{word}[\s(]", text[place:], re.I):
                parts.append(text[start:place])
                place += 1 + len(word)
                start = place
                continue
            place += 1
        return parts + [text[start:]]

    def read(self, text):
        text = text.strip()
        for word, fold in (("or", any), ("and", all)):
            parts = self.split(text, word)
            if len(parts) > 1:
                tests = [self.read(part) for part in parts]
                return lambda answers, fold=fold, tests=tests: fold(test(answers) for test in tests)
        if text.startswith("(") and text.endswith(")"):
            return self.read(text[1:-1])
        match = self.COMPARE.match(text)
        if not match:
            raise ValueError(f"cannot read {text!r}")
        name, sign, value = match.group(1).strip(), match.group(2), json.loads(match.group(3).strip().replace("'", '"'))
        if sign == "contains":
            return lambda answers: holds(answers.get(name), value)
        return lambda answers: answers.get(name) is not None and answers.get(name) == value


class Question:
    def __init__(self, element, container, rules):
        self.name, self.form = element["name"], element["type"]
        self.rules, self.required = rules, bool(element.get("isRequired"))
        self.values = [one if isinstance(one, str) else one["value"] for one in element.get("choices", [])]
        self.chooses = self.form in ("radiogroup", "dropdown", "checkbox")
        self.kind = score_kind(self.name, container) if self.chooses else "N"
        every = [suffix_points(value) for value in self.values]
        self.most = sum(every) if self.form == "checkbox" else max([0] + every)

    def visible(self, answers):
        return all(rule.test(answers) for rule in self.rules)

    def known(self, answer):
        if not self.chooses:
            return answer
        if self.form == "checkbox":
            return [value for value in answer if value in self.values] or None
        return answer if answer in self.values else None

    def points(self, answer):
        if answer is None or not self.chooses:
            return 0
        return sum(map(suffix_points, answer)) if isinstance(answer, list) else suffix_points(answer)


class Oracle:
    def __init__(self, survey):
        self.questions = []
        for page in survey["pages"]:
            self.walk(page, page.get("name"), self.rules_of(page))
        self.max_raw = sum(question.most for question in self.questions if question.kind == "R")
        self.max_mit = sum(question.most for question in self.questions if question.kind == "M")

    @staticmethod
    def rules_of(element):
        return [Rule(element["visibleIf"])] if element.get("visibleIf", "").strip() else []

    def walk(self, node, container, rules):
        for element in node.get("elements", []):
            own = rules + self.rules_of(element)
            if element["type"] == "panel":
                self.walk(element, element["name"], own)
            elif element["type"] != "html":
                self.questions.append(Question(element, container, own))

    def completed(self, answers):
        left = dict(answers)
        for question in self.questions:
            answer = left.pop(question.name, None)
            if answer is not None and question.visible(left):
                answer = question.known(answer)
                if answer is not None:
                    left[question.name] = answer
        return left

    def total(self, answers, letter):
        return sum(question.points(answers.get(question.name)) for question in self.questions if question.kind == letter)

    def figures(self, answers):
        raw, mit = self.total(answers, "R"), self.total(answers, "M")
        current = (85 * raw + 50) // 100 if 10 * mit >= 4 * self.max_mit else raw
        level = 1 + sum(4 * current > quarter * self.max_raw for quarter in (1, 2, 3))
        return {"raw": raw, "mitigation": mit, "current": current, "level": level}

    def score(self, answers):
        return self.figures(self.completed(answers))

    def live(self, answers):
        """What a running banner would show, which counts hidden answers too; for comparison only."""
        return self.figures(answers)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("survey", type=pathlib.Path)
    parser.add_argument("answers", type=pathlib.Path, nargs="+", help="JSON files {name: value or [values]}")
    options = parser.parse_args()
    oracle = Oracle(json.loads(options.survey.read_text(encoding="utf-8")))
    for path in options.answers:
        print(json.dumps({"file": path.name, **oracle.score(json.loads(path.read_text(encoding="utf-8")))}))


if __name__ == "__main__":
    main()
