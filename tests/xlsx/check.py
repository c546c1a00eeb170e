#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Look at a workbook as another program would.

usage: check.py [--report] [--recalc] [--same FOLDER] FILE...

Every part must be well-formed XML, every table sound, every formula one of
ours and with its value, every link harmless, every chart described.
--report also asks for the sheets of an assessment's workbook.
--recalc has LibreOffice work every formula again and compares the values.
--same FOLDER asks for the same bytes under the same name there.
"""
import argparse
import math
import os
import re
import subprocess
import sys
import tempfile
import zipfile
import xml.etree.ElementTree as ET

import openpyxl

SHEETS = ["Summary", "Risks", "Groups", "Assurance", "Questions and answers",
          "Working", "Steps", "Evidence", "Engagement", "Actions", "Monitoring",
          "Gates and decision", "History", "Findings", "Legend", "Matrices",
          "Chart figures", "Lists"]

# What is left of a formula when its texts and sheets are taken away.
FUNCTIONS = {"ABS", "AND", "AVERAGE", "CHOOSE", "COUNT", "COUNTIF", "DATE",
             "IF", "INT", "ISNUMBER", "ISTEXT", "LEFT", "MAX", "MIN", "MOD",
             "NOT", "OR", "RIGHT", "ROUND", "ROW", "SUM", "SUMPRODUCT"}
TOKEN = re.compile(r"\s*([A-Z]+(?=\()|\$?[A-Z]{1,2}\$?\d+|TRUE|FALSE"
                   r"|\d+(\.\d+)?([eE][-+]?\d+)?|[-+*/<>=(),:&])")


def is_ours(formula):
    """Our functions over cells, numbers and texts in quotes: nothing else."""
    if not formula.startswith("="):
        return False
    rest = re.sub(r'"([^"]|"")*"', "1", formula[1:])
    rest = re.sub(r"'[^'\[\]]+'!|(Working|Steps)!", "", rest)
    at = 0
    while at < len(rest):
        token = TOKEN.match(rest, at)
        if not token:
            return False
        word = token.group(1)
        if rest[token.end():token.end() + 1] == "(" and word.isalpha() \
                and word not in FUNCTIONS:
            return False
        at = token.end()
    return True


def is_small(formula):
    """Excel takes 8,192 characters, 255 arguments, 64 levels: a workbook with
    more is one that it calls damaged."""
    args, most, deepest = [0], 0, 0
    for sign in re.findall(r"[(),]", re.sub(r'"([^"]|"")*"', "1", formula)):
        if sign == "(":
            args.append(1)
        elif sign == ",":
            args[-1] += 1
        else:
            most = max(most, args.pop())
        deepest = max(deepest, len(args) - 1)
    return len(formula) <= 8192 and most <= 255 and deepest <= 64


XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

problems = []


def complain(*words):
    problems.append(" ".join(str(word) for word in words))


def check_parts(path):
    """XML, links, descriptions: what openpyxl does not look at."""
    with zipfile.ZipFile(path) as book:
        for entry in book.infolist():
            if entry.date_time[0] != 1980:
                complain(path, entry.filename, "carries a date")
            data = book.read(entry)
            try:
                tree = ET.fromstring(data)
            except ET.ParseError as error:
                complain(path, entry.filename, error)
                continue
            if b"<!DOCTYPE" in data:
                complain(path, entry.filename, "has a document type")
            check_links(path, entry.filename, tree)
            check_drawing(path, entry.filename, tree)
            if entry.filename.startswith("xl/worksheets/sheet"):
                check_sheet_xml(path, entry.filename, tree)


def check_links(path, name, tree):
    if not name.endswith(".rels"):
        return
    for link in tree:
        if link.get("TargetMode") != "External":
            continue
        if not re.match(r"https?://|mailto:", link.get("Target")):
            complain(path, name, "leads to", link.get("Target"))


def check_drawing(path, name, tree):
    for frame in tree.iter(XDR + "graphicFrame"):
        about = frame.find(".//" + XDR + "cNvPr")
        words = about.get("descr") or ""
        if not 20 <= len(words) <= 500:
            complain(path, name, "chart described by", len(words), "characters")


def check_sheet_xml(path, name, tree):
    setup = tree.find(MAIN + "pageSetup")
    if setup is None or setup.get("orientation") != "landscape" \
            or setup.get("paperSize") != "9":
        complain(path, name, "is not landscape A4")
    footer = tree.find(MAIN + "headerFooter/" + MAIN + "oddFooter")
    if footer is None or "&P" not in footer.text:
        complain(path, name, "has no page numbers")
    if len(footer.text) > 255:
        complain(path, name, "has too long a footer")
    for value in tree.iter(MAIN + "v"):
        if value.text and re.search("(?i)inf|nan", value.text):
            cell = value.text
            if re.match(r"^[-+]?(inf|nan)", cell, re.I):
                complain(path, name, "holds", cell)


def check_table(path, sheet, table):
    cells = sheet[table.ref]
    heads = [str(cell.value) for cell in cells[0]]
    names = [column.name for column in table.tableColumns]
    plain = [re.sub("_x005F_", "_", name) for name in names]
    if heads != names and heads != plain:
        complain(path, sheet.title, table.name, "heads differ:", heads, names)
    if len({head.lower() for head in heads}) != len(heads) or "" in heads:
        complain(path, sheet.title, table.name, "heads are not unique:", heads)
    if len(cells) < 2:
        complain(path, sheet.title, table.name, "has no rows")
    for row in cells:
        for cell in row:
            if cell.value is None:
                complain(path, sheet.title, cell.coordinate, "is empty")
            check_contrast(path, sheet, cell)


def luminance(rgb):
    parts = [int(rgb[i:i + 2], 16) / 255 for i in (2, 4, 6)]
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
             for part in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def check_contrast(path, sheet, cell):
    ink = cell.font.color.rgb if cell.font.color else "FF000000"
    fill = cell.fill.fgColor.rgb if cell.fill.fill_type else "FFFFFFFF"
    if not isinstance(ink, str) or not isinstance(fill, str):
        return
    pair = sorted((luminance(ink), luminance(fill)))
    if (pair[1] + 0.05) / (pair[0] + 0.05) < 4.5:
        complain(path, sheet.title, cell.coordinate, "is hard to read:",
                 ink, "on", fill)


def check_cells(path, sheet, values):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                if not is_ours(cell.value):
                    complain(path, sheet.title, cell.coordinate,
                             "is no formula of ours:", cell.value)
                if not is_small(cell.value):
                    complain(path, sheet.title, cell.coordinate,
                             "is more than Excel takes:", cell.value[:200])
                if values[cell.coordinate].value is None:
                    complain(path, sheet.title, cell.coordinate,
                             "has no value beside its formula")
            if isinstance(cell.value, float) and not math.isfinite(cell.value):
                complain(path, sheet.title, cell.coordinate, "is not finite")
            if isinstance(cell.value, str):
                units = len(cell.value.encode("utf-16-le")) // 2
                if units > 32767:
                    complain(path, sheet.title, cell.coordinate, "too long")


def check_sheet(path, sheet, values):
    if not sheet["A1"].value:
        complain(path, sheet.title, "has no title in A1")
    if sheet.max_row < 2:
        complain(path, sheet.title, "is blank")
    if sheet.merged_cells.ranges:
        complain(path, sheet.title, "has merged cells")
    if not re.match(r"^[^\[\]:*?/\\']{1,31}$", sheet.title):
        complain(path, sheet.title, "is no name for a sheet")
    check_cells(path, sheet, values)
    for table in sheet.tables.values():
        check_table(path, sheet, table)
    for rule in sheet.data_validations.dataValidation:
        if rule.type != "list" or not re.match(r"^[A-Za-z]+(\d+_)?$", rule.formula1):
            complain(path, sheet.title, "has a drop-down of", rule.formula1)


def check_book(path, report):
    book = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    names = [table for sheet in book for table in sheet.tables]
    if len({name.lower() for name in names}) != len(names):
        complain(path, "tables of one name:", sorted(names))
    if report and book.sheetnames != SHEETS:
        complain(path, "sheets:", book.sheetnames)
    if report and not book.properties.title:
        complain(path, "has no title in its properties")
    if book.active.title != book.sheetnames[0]:
        complain(path, "does not open on its first sheet")
    for sheet in book:
        check_sheet(path, sheet, values[sheet.title])
    if report:
        check_contents(path, book)


def check_contents(path, book):
    contents = book["Summary"].tables["Contents"].ref
    links = [row[0].hyperlink.location if row[0].hyperlink else None
             for row in book["Summary"][contents][1:]]
    wanted = ["'%s'!A1" % name for name in SHEETS[1:]]
    if links != wanted:
        complain(path, "contents lead to", links)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink and not cell.hyperlink.target:
                    check_place(path, book, cell)


def check_place(path, book, cell):
    """A link within the workbook leads to a cell that says something."""
    place = re.match(r"'([^']+)'!([A-Z]+\d+)$", cell.hyperlink.location)
    if not place or place[1] not in book.sheetnames \
            or book[place[1]][place[2]].value is None:
        complain(path, cell.parent.title, cell.coordinate, "leads to",
                 cell.hyperlink.location)


SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculate(paths, out):
    """LibreOffice works out every formula anew and saves under `out`."""
    with tempfile.TemporaryDirectory() as folder:
        profile = os.path.join(folder, "profile")
        os.makedirs(os.path.join(profile, "user"))
        with open(os.path.join(profile, "user", "registrymodifications.xcu"),
                  "w", encoding="utf-8") as settings:
            settings.write(SETTINGS)
        subprocess.run(["soffice", "-env:UserInstallation=file://" + profile,
                        "--headless", "--convert-to", "xlsx", "--outdir", out]
                       + paths, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=1800)


def check_recalculated(paths):
    """LibreOffice, told to work out every formula, must agree with us."""
    with tempfile.TemporaryDirectory() as folder:
        recalculate(paths, folder)
        for path in paths:
            again = openpyxl.load_workbook(
                os.path.join(folder, os.path.basename(path)), data_only=True)
            seen = compare(path, again)
            print("%s: %d formulas compared" % (os.path.basename(path), seen))


def compare(path, again):
    """Complains of every formula with another value; how many there are."""
    formulas = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    seen = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                seen += 1
                ours = values[sheet.title][cell.coordinate].value
                theirs = again[sheet.title][cell.coordinate].value
                if not same(ours, theirs):
                    complain(path, sheet.title, cell.coordinate, "is", ours,
                             "here and", theirs, "in LibreOffice:", cell.value)
    return seen


def same(ours, theirs):
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)
    return ours == theirs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--recalc", action="store_true")
    parser.add_argument("--same")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    for path in options.files:
        check_parts(path)
        check_book(path, options.report)
        if options.same:
            other = os.path.join(options.same, os.path.basename(path))
            with open(path, "rb") as one, open(other, "rb") as two:
                if one.read() != two.read():
                    complain(path, "differs from", other)
    if options.recalc:
        check_recalculated(options.files)
    for problem in problems[:60]:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
