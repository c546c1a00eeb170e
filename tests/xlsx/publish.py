#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Published workbooks, held to every rule of the UK Analysis Function.

usage: publish.py SQEEIA SOURCE

Every example, hostile text, an assessment with nothing answered, and what is
for the public.  The rules are those of "Releasing statistics in spreadsheets"
and its checklist: essential ones and desirable ones alike.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
import xml.etree.ElementTree as ET

import openpyxl
import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
problems = []
held = 0


def rule(good, path, *words):
    global held
    held += 1
    if not good:
        problems.append(" ".join([os.path.basename(path)]
                                 + [str(w) for w in words]))


def check_parts(path, folder):
    """What openpyxl does not show: panes, the cursor, descriptions, XML."""
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        out = os.path.join(folder, "parts")
        shutil.rmtree(out, ignore_errors=True)
        book.extractall(out)
    if shutil.which("xmllint"):
        bad = subprocess.run(["xmllint", "--noout"]
                             + [os.path.join(out, n) for n in names],
                             capture_output=True, text=True)
        rule(bad.returncode == 0, path, "is no XML:", bad.stderr[:300])
    rule(not any("vba" in n.lower() for n in names), path, "has macros")
    rule(not any("/media/" in n for n in names), path, "has images")
    for name in names:
        tree = ET.parse(os.path.join(out, name)).getroot()
        if name.startswith("xl/worksheets/sheet"):
            rule(tree.find(".//" + MAIN + "pane") is None, path, name,
                 "has frozen panes")
            for at in tree.iter(MAIN + "selection"):
                rule(at.get("activeCell", "A1") == "A1", path, name,
                     "does not have its cursor in A1")
            for row in tree.iter(MAIN + "row"):
                rule(row.get("hidden") is None, path, name, "hides a row")
            for column in tree.iter(MAIN + "col"):
                rule(column.get("hidden") is None, path, name,
                     "hides a column")
        if name.startswith("xl/tables/"):
            rule(tree.find(MAIN + "autoFilter") is None, path, name,
                 "has filters")
        for frame in tree.iter(XDR + "graphicFrame"):
            words = frame.find(".//" + XDR + "cNvPr").get("descr") or ""
            rule(20 <= len(words) <= 500, path, name, "described by", len(words))
            rule("figures are in the worksheet" in words, path, name,
                 "does not say where its figures are:", words)


def check_cells(path, sheet, ref):
    first, last = ref.split(":") if ref else ("A1", "A1")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            rule(cell.font.name == "Arial" and cell.font.sz >= 12, path,
                 sheet.title, cell.coordinate, "is in", cell.font.name,
                 cell.font.sz)
            rule(cell.fill.fill_type is None, path, sheet.title,
                 cell.coordinate, "is filled")
            rule(cell.data_type != "f", path, sheet.title, cell.coordinate,
                 "is a formula")
    if not ref:
        return
    cells = sheet[ref]
    for row in cells:
        for cell in row:
            rule(cell.value is not None and str(cell.value).strip() != "",
                 path, sheet.title, cell.coordinate, "is empty")
            if isinstance(cell.value, str):
                rule(cell.alignment.wrap_text, path, sheet.title,
                     cell.coordinate, "does not wrap")
    rule(sheet.max_row == cells[-1][0].row, path, sheet.title,
         "has something below its table")
    rule(sheet.max_column == len(cells[0]), path, sheet.title,
         "has something beside its table")


def check_sheet(path, sheet):
    rule(sheet.sheet_state == "visible", path, sheet.title, "is hidden")
    rule(str(sheet["A1"].value or "").strip(), path, sheet.title,
         "has no title in A1")
    said = str(sheet["A2"].value or "")
    rule(str(sheet["A3"].value or "").startswith("Source: "), path, sheet.title,
         "names no source in A3")
    rule(not sheet.merged_cells.ranges, path, sheet.title, "has merged cells")
    rule(not sheet.conditional_formatting, path, sheet.title,
         "has rules that colour")
    rule(not sheet.data_validations.dataValidation, path, sheet.title,
         "has drop-downs")
    rule(sheet.freeze_panes is None, path, sheet.title, "has frozen panes")
    if sheet.title == "Charts":
        rule(said.startswith("This worksheet contains charts."), path, "Charts",
             "does not say what it contains")
        rule(not sheet.tables, path, "Charts has a table")
        check_cells(path, sheet, None)
        return
    rule(said.startswith("This worksheet contains one table"), path,
         sheet.title, "says in A2", said)
    rule(len(sheet.tables) == 1, path, sheet.title, "has", len(sheet.tables),
         "tables")
    for table in sheet.tables.values():
        cells = sheet[table.ref]
        rule(table.ref.startswith("A4:"), path, sheet.title, "begins at",
             table.ref)
        heads = [str(cell.value) for cell in cells[0]]
        rule(len({head.lower() for head in heads}) == len(heads), path,
             sheet.title, "has heads of one name:", heads)
        rule(re.match(r"^[A-Za-z]\w*$", table.name), path, table.name,
             "is no name")
        style = table.tableStyleInfo
        rule(style.name.startswith("TableStyleLight")
             and not style.showRowStripes, path, sheet.title, "is banded")
        counts = [int(n) for n in re.findall(r"\d+", said)[:2]]
        rule(counts == [len(heads), len(cells) - 1], path, sheet.title, "says",
             counts, "and has", [len(heads), len(cells) - 1])
        check_cells(path, sheet, table.ref)
        widths = [sheet.column_dimensions[c.column_letter].width
                  for c in cells[0]]
        rule(all(8 <= w <= 100 for w in widths), path, sheet.title, "has widths",
             widths)


def check_book(path):
    book = openpyxl.load_workbook(path)
    names = book.sheetnames
    rule(names[:3] == ["Cover", "Contents", "Notes"], path, "begins with", names)
    rule(len({n.lower() for n in names}) == len(names), path, names)
    rule(book.active.title == "Cover", path, "opens on", book.active.title)
    about = book.properties
    for name in ("title", "subject", "category", "description",
                 "contentStatus"):
        rule(getattr(about, name), path, "has no", name, "in its properties")
    links = [row[0].hyperlink.location if row[0].hyperlink else None
             for row in book["Contents"].iter_rows(min_row=5)]
    rule(links == ["'%s'!A1" % n for n in names if n != "Contents"], path,
         "contents lead to", links)
    for sheet in book:
        check_sheet(path, sheet)
    return book


def check_together(path, book):
    """Tables of one kind are one table, so that a reader can filter them."""
    seen = {}
    for sheet in book:
        for table in sheet.tables.values():
            heads = [str(cell.value) for cell in sheet[table.ref][0]]
            if heads[0] != "Column" and not sheet.title.startswith("Chart "):
                seen.setdefault(frozenset(heads), []).append(sheet.title)
    for titles in seen.values():
        rule(len(titles) <= 2, path, "has tables of one kind in", titles)
    answers = [sheet for sheet in book
               if sheet.title.startswith("Every question and answer")]
    rule(len(book.sheetnames) <= 50, path, "has", len(book.sheetnames),
         "worksheets")
    rule(sum(sheet.max_row for sheet in answers) > 200, path,
         "has few answers in", [sheet.title for sheet in answers])


def check_public(path, source):
    """No name of staff below the owner's, no evidence, no score."""
    with open(source, encoding="utf-8") as text:
        data = yaml.safe_load(text)
    names = {data["about"].get("author")}
    for register in ("actions", "evidence", "indicators", "engagement"):
        for item in data.get(register, []):
            names |= {item.get("owner"), item.get("led-by")}
    names = {n for n in names if isinstance(n, str)} - {
        data["about"].get("owner")}
    book = check_book(path)
    words = " ".join(str(cell.value) for sheet in book
                     for row in sheet.iter_rows() for cell in row
                     if cell.value is not None)
    words += " ".join(str(v) for v in vars(book.properties).values())
    for name in names:
        rule(name not in words, path, "names", name)


def check_many(sqeeia, folder):
    """Not one answer is lost where there are more than a sheet has columns, nor
    where two are asked in the same words."""
    questions = "".join("      - {id: A%d, ask: '%s', type: text, public: true}\n"
                        % (i, "Name" if i < 3 else "Question %d?" % i)
                        for i in range(70))
    with open(os.path.join(folder, "many.yaml"), "w", encoding="utf-8") as out:
        out.write("sqeeia: questionnaire/1\nid: many\nversion: 1.0.0\n"
                  "title: Many\nsections:\n  - id: A\n    title: Many\n"
                  "    questions:\n" + questions)
    for n in (20, 70):
        file = os.path.join(folder, "many-%d.yaml" % n)
        with open(file, "w", encoding="utf-8") as out:
            out.write("sqeeia: assessment/1\nquestionnaire: {id: many, path: "
                      "./many.yaml}\nabout: {title: T, started: 2026-01-01}\n"
                      "answers:\n")
            out.writelines("  A%d: said-%d-here\n" % (i, i) for i in range(n))
        for kind in ("public", "record", "paper"):
            out = os.path.join(folder, "many-%d-%s.xlsx" % (n, kind))
            subprocess.run([sqeeia, "report", "--kind", kind, "--format", "xlsx",
                            "--profile", "publish", "-o", out, file],
                           check=False, capture_output=True)
            words = " ".join(str(cell.value) for sheet in check_book(out)
                             for row in sheet.iter_rows() for cell in row)
            for i in range(n):
                rule("said-%d-here" % i in words, out, "lost answer", i)


def check_dimensions(sqeeia, folder):
    """A chart draws so many bars; its table has all of them."""
    with open(os.path.join(folder, "dims.yaml"), "w", encoding="utf-8") as out:
        out.write("sqeeia: questionnaire/1\nid: dims\nversion: 1.0.0\n"
                  "title: Dims\nchoices:\n  s: [{id: a, score: 1}, {id: b, "
                  "score: 2}]\ndimensions:\n")
        out.writelines("  d%d: {label: Dimension-%d-here, combine: percent}\n"
                       % (i, i) for i in range(70))
        out.write("sections:\n  - id: A\n    title: Many\n    questions:\n")
        out.writelines("      - {id: A%d, ask: 'Question %d?', type: one, "
                       "choices: s, dimension: d%d}\n" % (i, i, i)
                       for i in range(70))
    file = os.path.join(folder, "dims-1.yaml")
    with open(file, "w", encoding="utf-8") as out:
        out.write("sqeeia: assessment/1\nquestionnaire: {id: dims, path: "
                  "./dims.yaml}\nabout: {title: T}\nanswers:\n")
        out.writelines("  A%d: b\n" % i for i in range(70))
    out = os.path.join(folder, "dims.xlsx")
    subprocess.run([sqeeia, "report", "--kind", "panel", "--format", "xlsx",
                    "--profile", "publish", "-o", out, file], check=False,
                   capture_output=True)
    words = " ".join(str(cell.value) for sheet in check_book(out)
                     for row in sheet.iter_rows() for cell in row)
    for i in range(70):
        rule("Dimension-%d-here" % i in words, out, "lost dimension", i)


def main():
    sqeeia, source = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    examples = os.path.join(source, "examples")
    files = [os.path.join(examples, n) for n in sorted(os.listdir(examples))
             if n.endswith(".sqeeia.yaml")]
    schemes = os.path.join(examples, "schemes")
    for name in sorted(os.listdir(schemes)):
        there = os.path.join(schemes, name)
        if os.path.isdir(there):
            files += [os.path.join(there, n) for n in sorted(os.listdir(there))
                      if n.endswith(".yaml") and n != "questionnaire.yaml"][:1]
    with tempfile.TemporaryDirectory() as folder:
        hostile = os.path.join(folder, "hostile.sqeeia.yaml")
        shutil.copy(os.path.join(HERE, "hostile-questionnaire.yaml"), folder)
        with open(os.path.join(HERE, "hostile.sqeeia.yaml"),
                  encoding="utf-8") as text, \
                open(hostile, "w", encoding="utf-8") as out:
            out.write(text.read().replace("LONG", "long _x0041_" * 3600))
        subprocess.run([sqeeia, "new", "sqeeia-digital", "nothing.yaml",
                        "--title", "Nothing answered yet"], cwd=folder,
                       check=True, capture_output=True)
        files += [hostile, os.path.join(folder, "nothing.yaml")]
        for i, file in enumerate(files):
            out = os.path.join(folder, "%02d.xlsx" % i)
            done = subprocess.run([sqeeia, "report", "--format", "xlsx",
                                   "--profile", "publish", "-o", out, file],
                                  capture_output=True, text=True)
            rule(os.path.exists(out), file, "made no workbook:", done.stderr)
            if os.path.exists(out):
                check_parts(out, folder)
                book = check_book(out)
                if os.path.basename(file).startswith("ambient-scribe"):
                    check_together(out, book)
        for kind in ("public", "record", "actions", "panel", "summary",
                     "due-regard"):
            out = os.path.join(folder, kind + ".xlsx")
            subprocess.run([sqeeia, "report", "--kind", kind, "--format",
                            "xlsx", "-o", out, files[0]], check=False,
                           capture_output=True)
            rule(os.path.exists(out), kind, "made no workbook")
            if os.path.exists(out) and kind in ("public", "record"):
                check_public(out, files[0])
            elif os.path.exists(out):
                check_book(out)
        check_many(sqeeia, folder)
        check_dimensions(sqeeia, folder)
    for problem in problems[:60]:
        print(problem)
    print("xlsx.publish: %d passed, %d failed" % (held - len(problems),
                                                  len(problems)))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
