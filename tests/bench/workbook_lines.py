#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A workbook as lines that the bare writers read: what it takes to write it
again with the same cells, formats, widths, tables, rules, lists and charts.

workbook_lines.py WORKBOOK OUT prints the number of cells.

Fields are separated by tabs, with \\n \\t \\\\ escaped:
  style  id bold size colour fill wrap border number-format align valign indent
  sheet  name
  width  column width
  height row height
  cell   row column kind style text value     kind: n number, s text, b blank,
                                              f formula with value
  table  row column last-row last-column name headers (with | between)
  rule   row column last-row last-column formula colour
  list   row column last-row last-column words-or-reference
  chart  bar|col|stacked|scatter title
  series name categories values colour
  place  row column                           of the chart, once it has series
"""
import sys

import openpyxl
from openpyxl.chart import BarChart, ScatterChart

ALIGN = {"left": 1, "center": 2, "right": 3}
VALIGN = {"top": 8, "center": 10}


def colour_of(c):
    rgb = c.rgb if c is not None and c.type == "rgb" else None
    return str(int(rgb[-6:], 16)) if isinstance(rgb, str) else ""


def style_line(cell):
    a, f = cell.alignment, cell.font
    fill = cell.fill.fgColor if cell.fill.fill_type == "solid" else None
    return (cell.style_id, int(bool(f.b)), f.sz or 11, colour_of(f.color),
            colour_of(fill), int(bool(a.wrap_text)),
            int(cell.border.bottom.style is not None), cell.number_format,
            ALIGN.get(a.horizontal, 0), VALIGN.get(a.vertical, 0),
            int(a.indent or 0))


def cell_line(cell, value):
    v, kind = cell.value, "s"
    if v is None:
        kind, v = "b", ""
    elif isinstance(v, bool):
        v = str(v)
    elif isinstance(v, (int, float)):
        kind = "n"
    elif not isinstance(v, str):
        v = str(v)
    elif v.startswith("="):
        kind = "f"
    if isinstance(value, str) or value is None:
        value = 0
    return cell.row - 1, cell.column - 1, kind, cell.style_id, v, value


def corners(ref):
    c1, r1, c2, r2 = openpyxl.utils.range_boundaries(str(ref).split()[0])
    return r1 - 1, c1 - 1, r2 - 1, c2 - 1


def words_of_title(chart):
    rich = chart.title and chart.title.tx and chart.title.tx.rich
    return "".join(r.t for p in rich.p for r in p.r or []) if rich else ""


def chart_lines(chart):
    at = chart.anchor._from
    kind = "bar" if isinstance(chart, BarChart) and chart.type == "bar" \
        else "col"
    if getattr(chart, "grouping", "") == "stacked":
        kind = "stacked"
    if isinstance(chart, ScatterChart):
        kind = "scatter"
    yield "chart", kind, words_of_title(chart)
    for s in chart.series:
        cat, val = (s.xVal, s.yVal) if kind == "scatter" else (s.cat, s.val)
        cat = cat and (cat.strRef or cat.numRef)
        fill = s.graphicalProperties and s.graphicalProperties.solidFill
        rgb = getattr(fill and fill.srgbClr, "val", None) or "808080"
        yield ("series", s.tx.v if s.tx and s.tx.v else "",
               "=" + cat.f if cat else "", "=" + val.numRef.f, int(rgb, 16))
    yield "place", at.row, at.col


def sheet_lines(sheet, values):
    yield "sheet", sheet.title
    for letter, d in sheet.column_dimensions.items():
        if d.width:
            first = openpyxl.utils.column_index_from_string(letter) - 1
            for column in range(first, max(first + 1, d.max or 0)):
                yield "width", column, d.width
    for row, d in sheet.row_dimensions.items():
        if d.height:
            yield "height", row - 1, d.height
    for t in sheet.tables.values():
        yield ("table", *corners(t.ref), t.displayName,
               "|".join(c.name.replace("|", "/") for c in t.tableColumns))
    for row in sheet.iter_rows():
        for c in row:
            if c.value is not None or c.has_style:
                yield "cell", *cell_line(c, values[c.coordinate].value)
    for where in sheet.conditional_formatting:
        for rule in where.rules:
            if rule.formula:
                fill = rule.dxf and rule.dxf.fill and rule.dxf.fill.bgColor
                yield ("rule", *corners(where.sqref), "=" + rule.formula[0]
                       if rule.type == "expression" else
                       "=TRUE", colour_of(fill) or "16777215")
    for v in sheet.data_validations.dataValidation:
        if v.type == "list":
            yield "list", *corners(v.sqref), v.formula1
    for chart in sheet._charts:
        yield from chart_lines(chart)


def lines(path):
    book = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    styles = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for c in row:
                styles.setdefault(c.style_id, ("style", *style_line(c)))
    yield from styles.values()
    for sheet in book.worksheets:
        yield from sheet_lines(sheet, values[sheet.title])


def main(workbook, out):
    cells = 0
    with open(out, "w", encoding="utf-8", newline="\n") as f:
        for line in lines(workbook):
            cells += line[0] == "cell"
            f.write("\t".join(
                str(x).replace("\\", "\\\\").replace("\t", "\\t")
                .replace("\n", "\\n") for x in line) + "\n")
    print(cells)


if __name__ == "__main__":
    main(*sys.argv[1:3])
