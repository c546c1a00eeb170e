#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Are reports complete, and do they read well?  What every format says of one thing, and how the public page reads.

SQEEIA names the program. `--ages` prints the length and reading age of every public page. Last line: `reports: N passed,
M failed`.
"""
import csv
import importlib.util
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

import openpyxl

ROOT = pathlib.Path(__file__).resolve().parents[2]
SQEEIA = os.path.abspath(os.environ.get("SQEEIA", str(ROOT / "build" / "release" / "sqeeia")))
spec = importlib.util.spec_from_file_location("content", ROOT / "tests" / "content" / "run.py")
content = importlib.util.module_from_spec(spec)
spec.loader.exec_module(content)

check = content.check


def report(folder, file, *args, to="-"):
    done = subprocess.run([SQEEIA, "report", *args, "-o", to, str(file)], cwd=folder, capture_output=True, check=False,
                          stdin=subprocess.DEVNULL, timeout=300, env=dict(os.environ, LC_ALL="C.UTF-8"))
    return done.stdout.decode("utf-8")


def actions_of(folder, file):
    """The table of actions in the workbook."""
    report(folder, file, "--format", "xlsx", to=file + ".xlsx")
    sheet = openpyxl.load_workbook(pathlib.Path(folder, file + ".xlsx"))["Actions"]
    return [[cell.value for cell in row] for row in sheet[sheet.tables["Actions"].ref]]


# ---- the register of actions in every format ---------------------------------

ACTION = """sqeeia: assessment/1
questionnaire: screening
about: {title: A booking app, owner: Ada Owner, completed: 2026-05-01}
answers: {}
evidence:
  - {id: E1, title: Photograph of the ramp, kind: other, date: 2026-04-02}
actions:
  - id: X1
    what: Build the ramp
    owner: Bo Builder
    due: 2026-04-01
    replanned: [2026-01-10, 2026-02-20]
    status: done
    done: 2026-04-02
    completed-evidence: [E1]
    closed-by: Cy Closer
    funding: Capital scheme 7
    worked: Ten people in wheelchairs came in
  - {id: X2, what: Tell people, owner: Di Teller, due: 2026-06-01, status: open}
"""


def words_of(text):
    return " ".join(re.sub(r"<[^>]*>|[|*\\\u00a0]", " ", text).split())


def try_actions(folder):
    pathlib.Path(folder, "app.yaml").write_text(ACTION, encoding="utf-8")
    wanted = {"text": ["Re-planned: twice: it was due on 10 January 2026; 20 February 2026", "Shown done by: E1",
                       "Closed by: Cy Closer", "Funding: Capital scheme 7"],
              "html": ["Re-planned", "twice: it was due on 10 January 2026; 20 February 2026", "Shown done by",
                       "Closed by", "Cy Closer"],
              "markdown": ["Re-planned", "10 January 2026; 20 February 2026", "Cy Closer"]}
    for form, phrases in wanted.items():
        for kind in ("actions", "paper"):
            said = words_of(report(folder, "app.yaml", "--format", form, "--kind", kind))
            check(f"the {kind} as {form} says when an action was due before, what shows it done, who closed it",
                  [f"no {p}" for p in phrases if p not in said])
    said = json.loads(report(folder, "app.yaml", "--format", "json"))["actions"]
    check("so does JSON", [said[0].get(k) != v and f"{k}: {said[0].get(k)}" for k, v in (
        ("replanned", ["2026-01-10", "2026-02-20"]), ("completed_evidence", ["E1"]), ("closed_by", "Cy Closer"))])
    check("an action without them says so in JSON, too", [said[1].get(k) != v and f"{k}: {said[1].get(k)}" for k, v in (
        ("replanned", []), ("completed_evidence", []), ("closed_by", None))])
    rows = [r for r in csv.DictReader(io.StringIO(report(folder, "app.yaml", "--format", "csv", "--kind", "actions")))
            if r["record"] == "action"]
    check("so does CSV", [rows[0].get(k) != v and f"{k}: {rows[0].get(k)}" for k, v in (
        ("replanned", "2026-01-10; 2026-02-20"), ("evidence", "E1"), ("by", "Cy Closer"))])
    try_workbook(folder)


def try_workbook(folder):
    table = actions_of(folder, "app.yaml")
    row = dict(zip(table[0], table[1]))
    check("so does the workbook", [row.get(k) != v and f"{k}: {row.get(k)}" for k, v in (
        ("Due before, how often", "2: 10 January 2026, 20 February 2026"), ("Shown done by", "E1"),
        ("Closed by", "Cy Closer"), ("Funding", "Capital scheme 7"))])
    plain = ACTION
    for key in ("replanned", "completed-evidence", "closed-by", "funding"):
        plain = re.sub(rf"    {key}:.*\n", "", plain)
    pathlib.Path(folder, "plain.yaml").write_text(plain, encoding="utf-8")
    check("the workbook has no column that no action fills", [
        h for h in actions_of(folder, "plain.yaml")[0]
        if h in ("Due before, how often", "Shown done by", "Closed by", "Funding")])


# ---- how it was decided, and how long people could answer -----------------------

def try_decisions(folder):
    pathlib.Path(folder, "decided.yaml").write_text(
        "sqeeia: assessment/1\nquestionnaire: screening\nabout: {title: An app}\nanswers: {}\nengagement:\n"
        "  - {id: N1, on: 2026-02-01, until: 2026-03-20, method: Survey, groups: [], people: 40, said: Yes, did: Done}\n"
        "decisions:\n  - {body: Board, on: 2026-05-02, outcome: full, by: Ann Lee, present: [Ann Lee, Bo Day],"
        " quorum: 2, interests: [Bo Day owns shares in it]}\n", encoding="utf-8")
    for form in ("text", "html", "markdown"):
        said = words_of(report(folder, "decided.yaml", "--format", form))
        check(f"the paper as {form} says the quorum, the interests, and until when people could answer", [
            not re.search(p, said) and f"no {p}" for p in (
                "Quorum:? 2", "Interests declared:? Bo Day owns shares in it", "Open until:? 20 March 2026")])
    said = json.loads(report(folder, "decided.yaml", "--format", "json"))
    one = said["decisions"][0]
    check("so does JSON", [(one["quorum"], one["interests"], said["engagement"][0]["until"]) != (
        2, ["Bo Day owns shares in it"], "2026-03-20") and one])
    report(folder, "decided.yaml", "--format", "xlsx", to="decided.xlsx")
    book = openpyxl.load_workbook(pathlib.Path(folder, "decided.xlsx"))
    cells = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row}
    check("so does the workbook", [not any("Quorum: 2. Interests: Bo Day owns shares in it" in c for c in cells)
                                   and "not there"])


# ---- which version was read ----------------------------------------------------

def try_versions(folder):
    head = ("sqeeia: assessment/1\nquestionnaire: screening\nabout:\n  title: An app\n"
            "  decision: {body: Board, on: 2026-05-02, outcome: full}\nanswers: {}\ndecisions:\n")
    pathlib.Path(folder, "read.yaml").write_text(head + (
        "  - {body: Group, on: 2026-04-01, outcome: full, version: draft 3}\n"
        "  - {body: Board, on: 2026-05-02, outcome: full, version: final}\n"), encoding="utf-8")
    said = words_of(report(folder, "read.yaml", "--kind", "due-regard"))
    check("the bundle has the version that each body read, from the register of decisions", [
        f"no {w}" for w in ("Version read by Group on 1 April 2026: draft 3", "Version read by Board on 2 May 2026: final")
        if w not in said] + ["which version was read" in said and "says that one is lacking"])
    pathlib.Path(folder, "unread.yaml").write_text(head + (
        "  - {body: Board, on: 2026-05-02, outcome: full}\n"), encoding="utf-8")
    said = words_of(report(folder, "unread.yaml", "--kind", "due-regard"))
    check("the bundle says once that the version read is not recorded", [
        said.count("which version was read by Board on 2 May 2026") != 1 and said[:1500]])


# ---- what the working workbook draws --------------------------------------------

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def drawn(path):
    """What each chart is said to show."""
    with zipfile.ZipFile(path) as book:
        parts = [ET.fromstring(book.read(n)) for n in book.namelist() if n.startswith("xl/drawings/drawing")]
    return [about.get("descr") for part in parts for frame in part.iter(XDR + "graphicFrame")
            for about in frame.iter(XDR + "cNvPr")]


def try_charts(folder):
    path = pathlib.Path(folder, "full.xlsx")
    report(ROOT, ROOT / "examples" / "ambient-scribe.sqeeia.yaml", "--format", "xlsx", to=str(path))
    said = drawn(path)
    wanted = {"risk beside benefit": r"risk to the left, benefit to the right, not netted\. The highest risk is \d+",
              "before and after": r"Of \d+ rated before and after action: \d+ lower afterwards",
              "dimensions with their floors": r"Bar chart of \d+ dimensions.*A critical answer holds down: Fairness",
              "the age of the evidence": r"\d+ of \d+ (is|are) older than two years",
              "actions by month": r"by the month they are due\. Of \d+, \d+ are done, \d+ still to come"}
    check("the workbook draws what the board asks, and says what is to be seen", [
        f"nothing of {what} in {said}" for what, pattern in wanted.items() if not any(re.search(pattern, s) for s in said)])
    check("every chart says where its figures are", [s for s in said if "The figures are on the sheet Chart figures." not in s])
    book = openpyxl.load_workbook(path, data_only=True)
    figures = book["Chart figures"]
    due = figures[figures.tables["MonthFigures"].ref][1:]
    actions = book["Actions"][book["Actions"].tables["Actions"].ref][1:]
    standing = [row[8].value for row in actions if row[8].value in ("done", "in time", "overdue")]
    check("every action with a date stands in its month", [
        sum(cell.value for row in due for cell in row[1:]) != len(standing) and f"{len(standing)} of them"])
    ages = figures[figures.tables["AgeFigures"].ref][1:]
    evidence = book["Evidence"][book["Evidence"].tables["Evidence"].ref][1:]
    check("every piece of evidence has an age, or no date", [
        sum(row[1].value for row in ages) != len(evidence) and f"{len(evidence)} of them"])
    check("fills follow the words of their cells", [
        name for name in ("Summary", "Risks", "Groups", "Assurance", "Gates and decision")
        if not book[name].conditional_formatting])


# ---- the page for the public ---------------------------------------------------

WORDS_MOST = 3500               # seven pages of paper; the summary that begins it is one paragraph
AGE_MOST = 11                   # years of reading, by Flesch-Kincaid; SMOG, which judges long words harder, below 14


def sentences_of(text):
    parts = [re.sub(r"[*_#`>|\\]|<[^>]*>", "", p).strip(" -") for p in re.split(r"\n\s*\n|\n- ", text)]
    return [p if p[-1] in ".?!" else p + "." for p in parts if p]


def try_public(ages):
    for file in sorted((ROOT / "examples").glob("*.sqeeia.yaml")):
        text = report(ROOT, file, "--kind", "public", "--format", "markdown")
        parts = sentences_of(text)
        words = len(text.split())
        kincaid, smog = content.reading_age(" ".join(parts)), content.smog(parts)
        if ages:
            print(f"{file.name:40} {words:5} words, Flesch-Kincaid {kincaid:.1f}, SMOG {smog:.1f}")
        check(f"the public page of {file.name} is short and plain", [
            not text and "there is none",
            words > WORDS_MOST and f"{words} words",
            kincaid > AGE_MOST and f"Flesch-Kincaid {kincaid:.1f}",
            smog > 14 and f"SMOG {smog:.1f}"])
        check(f"the public page of {file.name} has no score, key of a scale or word of the machine", [
            m.group(0) for m in re.finditer(r"\b\d+ × \d+|\bnhs-5x5|\bdcb-|\(null\)|NOT RECORDED|\[name\]", text)])


def main():
    ages = "--ages" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        try_actions(folder)
        try_versions(folder)
        try_decisions(folder)
        try_charts(folder)
    try_public(ages)
    print(f"reports: {content.passed} passed, {content.failed} failed")
    return 1 if content.failed else 0


if __name__ == "__main__":
    sys.exit(main())
