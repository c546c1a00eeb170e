#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The score as formulas, worked again by another program.

usage: live.py SQEEIA SOURCE [--random N] [--seed S] [--keep FOLDER]

Random questionnaires with random assessments, finished and half finished, the
examples, and kit/, where expressions and policies say all that they can.  For each, LibreOffice works every formula of the workbook again:

  as filed   every formula comes to the value beside it, which is the engine's;
  what if    one answer is changed in the workbook, by its words or, where no
             condition reads it, by its points; the dimensions, figures, bands,
             gates, triggers and the outcome are then those that the program
             gives for an assessment file with that answer.

A range of a half-finished assessment may be wider in the workbook than the
exact search has it, never narrower, and may be "not settled".
"""
import argparse
import importlib.util
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl

import check

HERE = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location(
    "property_run", os.path.join(HERE, "..", "property", "run.py"))
gen = importlib.util.module_from_spec(spec)
spec.loader.exec_module(gen)

problems = []
counted = {"formulas": 0, "tried": 0, "moved": 0, "figures": 0, "guarded": 0}


def complain(*words):
    problems.append(" ".join(str(word) for word in words))


def run(*command, cwd):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True,
                          timeout=600)
    if done.returncode > 1:
        sys.exit("%s\n%s%s" % (command, done.stdout, done.stderr))
    return done.stdout


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write(text)


# ---- random assessments, and the same with one answer changed ----------------

def is_read(text, q):
    """Some condition or formula names the question."""
    return len(re.findall(r"\b%s\b" % re.escape(q["id"]), text)) > 2


def changes(rng, qn, answers):
    """(slot, question, value) that another answer could be."""
    _, state = gen.settle(qn, answers)
    asked = [(sid, q) for sid, q, *_ in gen.slots(qn)
             if q["type"] in ("one", "rating") and sid in state
             and answers.get(sid) is not None]
    rng.shuffle(asked)
    for sid, q in asked:
        others = [v for v in gen.values_of(q) if v != answers[sid]]
        if others:
            yield sid, q, rng.choice(others)


def random_cases(rng, folder, n):
    cases = []
    while len(cases) < n:
        qn = gen.random_questionnaire(rng)
        name = "r%03d" % len(cases)
        text = gen.questionnaire_yaml(qn).replace("id: random",
                                                  "id: random-" + name, 1)
        answers = gen.complete(rng, qn, {}, leave_out=False)
        finished = len(cases) % 3 != 2
        if not finished:
            answers = {k: v for k, v in answers.items() if rng.random() < 0.6}
        write(folder, name + "-questionnaire.yaml", text)
        case = {"name": name, "finished": finished, "points": None}
        write(folder, name + ".yaml", assessment(name, answers))
        for sid, q, value in changes(rng, qn, answers):
            changed = dict(answers)
            changed[sid] = value
            write(folder, name + "-changed.yaml", assessment(name, changed))
            case["slot"] = sid
            if q["type"] == "one" and value not in (gen.NK, gen.NA) \
                    and answers[sid] not in (gen.NK, gen.NA) \
                    and not is_read(text, q) and rng.random() < 0.5:
                case["points"] = next(o["score"] for o in q["options"]
                                      if o["id"] == value)
            break
        cases.append(case)
    return cases


def assessment(name, answers):
    return gen.assessment_yaml(answers).replace(
        "id: random,", "id: random-%s," % name).replace(
            "./q.yaml", "./%s-questionnaire.yaml" % name)


# ---- what a workbook says -----------------------------------------------------

def tables(book):
    """{table: [{head: value}]} of what follows from the answers."""
    wanted = {"Dimensions": "Assurance", "DerivedFigures": "Assurance",
              "Outcomes": "Gates and decision", "Gates": "Gates and decision",
              "Triggers": "Gates and decision", "KeyFigures": "Summary",
              "Risks": "Risks", "Groups": "Groups"}
    out = {}
    for name, sheet in wanted.items():
        table = book[sheet].tables.get(name)
        if table is None:
            continue
        rows = [[cell.value for cell in row] for row in book[sheet][table.ref]]
        out[name] = [dict(zip(rows[0], row)) for row in rows[1:]]
    for name, table in dict.items(book["Risks"].tables):
        if name.startswith("HeatMap"):
            out[name] = [[cell.value for cell in row]
                         for row in book["Risks"][table.ref]]
    return out


SAID = {"Dimensions": ["Value", "Value, at least", "Value, at most", "Maximum",
                       "Percent of maximum", "Percent, at least",
                       "Percent, at most", "Band", "Floor", "Settled?",
                       "Answers missing"],
        "DerivedFigures": ["Figure", "Band", "Settled?"],
        "Outcomes": ["State"], "Gates": ["State"], "Triggers": ["State"],
        "KeyFigures": ["Band", "Settled?"]}
FOLLOWS = ["Effect", "Risk before", "Level before", "Risk after",
           "Level after", "Likelihood before", "Consequence before",
           "Likelihood after", "Consequence after", "Benefit",
           "Level of benefit", "Confidence", "Reach"]


def either(row, one, other):
    return row[one] if one in row else row[other]


def untold_of(book):
    """Ids of what the workbook says that no formula can say."""
    sheet = book["Steps"]
    note = " ".join(str(sheet.cell(row, 1).value or "")
                    for row in range(sheet.max_row - 20, sheet.max_row + 1))
    if "not worked out" not in note:
        return set()
    if not note.endswith("."):
        complain("the list of what is not told breaks off:", note[-60:])
    listed = note.split("to see it: ")[1].rstrip(".").split("; ")
    if listed[-1].startswith("and "):
        complain("more than can be listed is not told:", listed[-1])
    return {words.split(" ")[-1] for words in listed}


def compare_finished(case, wanted, got, untold):
    for name, rows in wanted.items():
        for row, mine in zip(rows, got.get(name, [])):
            for head in SAID.get(name, []):
                # a range has two columns where the other has one
                pairs = {"Value": ("Value, at least", "Value, at most"),
                         "Percent of maximum": ("Percent, at least",
                                                "Percent, at most")}
                if head not in row or list(row.values())[0] in untold:
                    continue
                for here in (head,) + pairs.get(head, ()):
                    if here not in mine:
                        continue
                    counted["figures"] += 1
                    if not check.same(row[head], mine[here]):
                        complain(case, name, list(row.values())[0], here,
                                 "is", mine[here], "after the change; the "
                                 "program says", row[head])


def compare_rows(case, wanted, got, typed):
    """Impacts by their ID, for their order is that of the file."""
    for name in ("Risks", "Groups"):
        mine = {row["ID"]: row for row in got.get(name, [])}
        for row in wanted.get(name, []):
            for head in FOLLOWS:
                here = mine.get(row["ID"], {}).get(head)
                # points typed by hand are not the words of an answer
                if head not in row or here is None or (
                        typed and head not in ("Risk before", "Risk after",
                                               "Benefit")):
                    continue
                counted["figures"] += 1
                if not check.same(row[head], here):
                    complain(case, name, row["ID"], head, "is", here,
                             "after the change; the program says", row[head])


def compare_maps(case, wanted, got):
    """How many impacts stand in each cell of each heat map."""
    for name, rows in wanted.items():
        if not name.startswith("HeatMap") or name not in got:
            continue
        counted["figures"] += 1
        if rows != got[name]:
            complain(case, name, "counts", got[name][1:], "after the change; "
                     "the program says", rows[1:])


def ends_of(row):
    """Both ends, also where a sheet that had one figure now says "-1 to 1"."""
    low = either(row, "Value, at least", "Value")
    high = either(row, "Value, at most", "Value")
    if low == high and isinstance(low, str) and " to " in low:
        low, high = (float(x) for x in low.split(" to "))
    return low, high


def compare_open(case, wanted, got):
    """Ranges may be wider, never narrower."""
    for row, mine in zip(wanted.get("Dimensions", []),
                         got.get("Dimensions", [])):
        low, high = ends_of(row)
        my_low, my_high = ends_of(mine)
        numbers = all(isinstance(x, (int, float))
                      for x in (low, high, my_low, my_high))
        counted["figures"] += 1
        if numbers and (my_low > low + 1e-9 or my_high < high - 1e-9):
            complain(case, "Dimensions", row["ID"], "is", my_low, "to",
                     my_high, "; the program says", low, "to", high)
        if numbers or "not settled" in (my_low, my_high):
            continue
        if not check.same(low, my_low) and not str(low).startswith("no "):
            complain(case, "Dimensions", row["ID"], "is", my_low,
                     "; the program says", low)
    for row, mine in zip(wanted.get("Outcomes", []), got.get("Outcomes", [])):
        if row["State"] != mine["State"] and mine["State"] != "possible" \
                and row["State"] != "RECOMMENDED":
            complain(case, "outcome", row["ID"], "is", mine["State"],
                     "; the program says", row["State"])


def edit(path, changed, out, slot, points):
    """The answer of the changed assessment, typed into the other's workbook."""
    book = openpyxl.load_workbook(path)
    other = openpyxl.load_workbook(changed, data_only=True)
    sheet, source = book["Questions and answers"], other["Questions and answers"]
    words = {row[0].value: row[3].value for row in source.iter_rows(min_row=5)}
    for row in sheet.iter_rows(min_row=5):
        if row[0].value == slot and points is not None:
            row[4].value = points
        elif row[0].value == slot:
            row[3].value = words[slot]
    book.save(out)


def count_guards(path):
    """Figures of a finished assessment that hang on nothing being changed."""
    book = openpyxl.load_workbook(path)
    n = 0
    for name in ("Assurance", "Gates and decision"):
        for row in book[name].iter_rows():
            for cell in row:
                n += cell.data_type == "f" and bool(
                    re.match(r"=IF\(Steps!\$C\$\d+=0,", cell.value))
    return n


EXAMPLES = [("ambient-scribe", "D2", "none"),
            ("ambient-scribe", "J4.age.residual", "likely, major"),
            ("risk-stratification", "D2", "proven")]
KIT = [("full", "g", "poor"), ("full", "g", "not-known"),
       ("full", "r", "good, good"), ("full", "shown", "poor"),
       ("full", "tabled", "good"), ("full", "o", "unclear"),
       ("full", "t.town.y", "poor"), ("full", "single.e", "poor"),
       ("full", "grows.r1.b", "poor"), ("low", "g", "good"),
       ("low", "r", "good, fair"), ("half", "g", "good"),
       ("odd", "g", "good"), ("policies-full", "a", "fair"),
       ("policies-full", "a", "poor"), ("policies-full", "c", "poor"),
       ("policies-full", "s", "harm"), ("policies-half", "a", "good"),
       ("policies-unknown", "c", "good"),
       ("policies-short", "a", "good"), ("policies-none", "a", "good")]
HALF = {"half", "odd", "policies-half", "policies-short"}


def example_cases(sqeeia, source, folder):
    """One answer of each example, set by the program itself."""
    tries = [(os.path.join(source, "examples", name + ".sqeeia.yaml"), name,
              slot, value) for name, slot, value in EXAMPLES]
    tries += [(os.path.join(HERE, "kit", name + ".yaml"), name, slot, value)
              for name, slot, value in KIT]
    for name in ("expressions", "policies"):
        shutil.copy(os.path.join(HERE, "kit", name + "-questionnaire.yaml"),
                    folder)
    cases = []
    for i, (path, name, slot, value) in enumerate(tries):
        case = "e%02d-%s" % (i, name)
        with open(path, encoding="utf-8") as text:
            body = text.read()
        write(folder, case + ".yaml", body)
        write(folder, case + "-changed.yaml", body)
        done = subprocess.run(
            [sqeeia, "assess", case + "-changed.yaml", "--no-input", "--set",
             "%s=%s" % (slot, value)], cwd=folder, capture_output=True,
            text=True, timeout=120)
        if done.returncode not in (0, 4):
            sys.exit("%s: %s%s" % (case, done.stdout, done.stderr))
        cases.append({"name": case, "finished": name not in HALF,
                      "points": None, "slot": slot})
    return cases


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sqeeia")
    parser.add_argument("source")
    parser.add_argument("--random", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep")
    o = parser.parse_args()
    sqeeia = os.path.abspath(o.sqeeia)
    with tempfile.TemporaryDirectory() as temporary:
        folder = o.keep or temporary
        os.makedirs(folder, exist_ok=True)
        rng = random.Random(o.seed)
        cases = random_cases(rng, folder, o.random)
        cases += example_cases(sqeeia, os.path.abspath(o.source), folder)
        look(sqeeia, folder, cases)
    print("%d assessments, %d formulas worked again, %d answers changed, %d "
          "figures compared" % (len(cases), counted["formulas"],
                                counted["tried"], counted["figures"]))
    print("%d changes moved something; %d figures of finished assessments "
          "hang on nothing being changed" % (counted["moved"],
                                             counted["guarded"]))
    if counted["moved"] * 2 < counted["tried"]:
        complain("only", counted["moved"], "changes moved anything")
    for problem in problems[:60]:
        print(problem)
    print("xlsx.live: %d passed, %d failed"
          % (max(0, counted["formulas"] + counted["figures"] - len(problems)),
             len(problems)))
    return 1 if problems else 0


def book_of(folder, name):
    return os.path.join(folder, "papers", name + "-report.xlsx")


def look(sqeeia, folder, cases):
    names = [c["name"] + ".yaml" for c in cases]
    names += [c["name"] + "-changed.yaml" for c in cases if "slot" in c]
    os.makedirs(os.path.join(folder, "papers"), exist_ok=True)
    run(sqeeia, "report", "--format", "xlsx", "--force", "-o", "papers/",
        *names, cwd=folder)
    paths = [book_of(folder, c["name"]) for c in cases]
    for c in cases:
        if "slot" not in c:
            continue
        c["edited"] = os.path.join(folder, c["name"] + "-edited.xlsx")
        edit(book_of(folder, c["name"]), book_of(folder, c["name"] + "-changed"),
             c["edited"], c["slot"], c["points"])
        paths.append(c["edited"])
    again = os.path.join(folder, "again")
    check.recalculate(paths, again)
    for c in cases:
        look_at(sqeeia, folder, again, c)


def look_at(sqeeia, folder, again, c):
    path = book_of(folder, c["name"])
    if c["finished"]:
        counted["guarded"] += count_guards(path)
    counted["formulas"] += check.compare(
        path, openpyxl.load_workbook(
            os.path.join(again, os.path.basename(path)), data_only=True))
    if "edited" not in c:
        return
    counted["tried"] += 1
    got = openpyxl.load_workbook(
        os.path.join(again, os.path.basename(c["edited"])), data_only=True)
    wanted = openpyxl.load_workbook(book_of(folder, c["name"] + "-changed"),
                                    data_only=True)
    score = json.loads(run(sqeeia, "score", "--format", "json",
                           c["name"] + "-changed.yaml", cwd=folder))
    decided = score["outcome"]["decided"]
    settled = score["complete"] and all(
        d["decided"] for d in score["dimensions"])
    mine = tables(got)
    filed = tables(openpyxl.load_workbook(path, data_only=True))
    counted["moved"] += filed != mine
    what = "%s (%s)" % (c["name"], c["slot"])
    compare_rows(what, tables(wanted), mine, c["points"] is not None)
    if c["points"] is None:
        compare_maps(what, tables(wanted), mine)
    if settled and c["finished"]:
        compare_finished(what, tables(wanted), mine, untold_of(wanted))
        recommended = [row["ID"] for row in mine.get("Outcomes", [])
                       if row["State"] == "RECOMMENDED"]
        if decided and recommended != [score["outcome"]["id"]]:
            complain(what, "recommends", recommended, "; the program says",
                     score["outcome"]["id"])
    else:
        compare_open(what, tables(wanted), mine)


if __name__ == "__main__":
    sys.path.insert(0, HERE)
    code = main()
    for line in check.problems[:40]:
        print(line)
    sys.exit(code or bool(check.problems))
