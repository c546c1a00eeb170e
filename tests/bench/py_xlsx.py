#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same workbook by a Python library, from the lines of workbook_lines.py:
py_xlsx.py xlsxwriter|openpyxl LINES OUT"""
import sys


def rows(path):
    with open(path, encoding="utf-8", newline="\n") as f:
        for line in f:
            yield [x.replace("\\n", "\n").replace("\\t", "\t")
                   .replace("\\\\", "\\")
                   for x in line.rstrip("\n").split("\t")]


def hexed(colour):
    return f"{int(colour):06X}"


def by_xlsxwriter(path, out):
    import xlsxwriter
    book = xlsxwriter.Workbook(out)
    styles = {}
    where = {"1": "left", "2": "center", "3": "right"}
    up = {"8": "top", "10": "vcenter"}
    for kind, *x in rows(path):
        if kind == "style":
            look = {"font_size": float(x[2]), "num_format": x[7],
                    "indent": int(x[10])}
            look.update({"bold": True} if x[1] == "1" else {})
            look.update({"font_color": "#" + hexed(x[3])} if x[3] else {})
            look.update({"bg_color": "#" + hexed(x[4])} if x[4] else {})
            look.update({"text_wrap": True} if x[5] == "1" else {})
            look.update({"border": 1} if x[6] == "1" else {})
            look.update({"align": where[x[8]]} if x[8] in where else {})
            look.update({"valign": up[x[9]]} if x[9] in up else {})
            styles[x[0]] = book.add_format(look)
        elif kind == "sheet":
            sheet = book.add_worksheet(x[0])
        elif kind == "width":
            sheet.set_column(int(x[0]), int(x[0]), float(x[1]))
        elif kind == "height":
            sheet.set_row(int(x[0]), float(x[1]))
        elif kind == "table":
            sheet.add_table(*map(int, x[:4]), {
                "name": x[4],
                "columns": [{"header": h} for h in x[5].split("|")]})
        elif kind == "rule":
            sheet.conditional_format(*map(int, x[:4]), {
                "type": "formula", "criteria": x[4],
                "format": book.add_format({"bg_color": "#" + hexed(x[5])})})
        elif kind == "list":
            sheet.data_validation(*map(int, x[:4]),
                                  {"validate": "list", "source": x[4]})
        elif kind == "chart":
            chart = book.add_chart(
                {"col": {"type": "column"}, "bar": {"type": "bar"},
                 "scatter": {"type": "scatter", "subtype": "straight"},
                 "stacked": {"type": "bar", "subtype": "stacked"}}[x[0]])
            chart.set_title({"name": x[1]})
        elif kind == "series":
            chart.add_series({"name": x[0], "categories": x[1],
                              "values": x[2],
                              "fill": {"color": "#" + hexed(x[3])}})
        elif kind == "place":
            sheet.insert_chart(int(x[0]), int(x[1]), chart)
        else:
            r, c, f = int(x[0]), int(x[1]), styles[x[3]]
            if x[2] == "n":
                sheet.write_number(r, c, float(x[4]), f)
            elif x[2] == "f":
                sheet.write_formula(r, c, x[4], f, float(x[5]))
            elif x[2] == "b":
                sheet.write_blank(r, c, None, f)
            else:
                sheet.write_string(r, c, x[4], f)
    book.close()


def by_openpyxl(path, out):
    import openpyxl
    from openpyxl.chart import BarChart, Reference, ScatterChart, Series
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import (Alignment, Border, Font, PatternFill, Side)
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.table import Table
    book = openpyxl.Workbook()
    book.remove(book.active)
    styles = {}
    where = {"1": "left", "2": "center", "3": "right"}
    up = {"8": "top", "10": "center"}
    side = Side(style="thin")

    def area(x):
        r1, c1, r2, c2 = map(int, x[:4])
        return (f"{get_column_letter(c1 + 1)}{r1 + 1}:"
                f"{get_column_letter(c2 + 1)}{r2 + 1}")

    for kind, *x in rows(path):
        if kind == "style":
            styles[x[0]] = (
                Font(bold=x[1] == "1", size=float(x[2]),
                     color=hexed(x[3]) if x[3] else None),
                PatternFill("solid", fgColor=hexed(x[4])) if x[4] else None,
                Alignment(wrap_text=x[5] == "1", horizontal=where.get(x[8]),
                          vertical=up.get(x[9]), indent=int(x[10])),
                Border(side, side, side, side) if x[6] == "1" else None, x[7])
        elif kind == "sheet":
            sheet = book.create_sheet(x[0])
        elif kind == "width":
            sheet.column_dimensions[get_column_letter(int(x[0]) + 1)].width = \
                float(x[1])
        elif kind == "height":
            sheet.row_dimensions[int(x[0]) + 1].height = float(x[1])
        elif kind == "table":
            sheet.add_table(Table(displayName=x[4], ref=area(x)))
        elif kind == "rule":
            sheet.conditional_formatting.add(area(x), FormulaRule(
                [x[4][1:]],
                fill=PatternFill("solid", bgColor=hexed(x[5]))))
        elif kind == "list":
            v = DataValidation(type="list", formula1=x[4])
            v.add(area(x))
            sheet.add_data_validation(v)
        elif kind == "chart":
            across = x[0] == "scatter"
            chart = ScatterChart() if across else BarChart()
            if not across:
                chart.type = "col" if x[0] == "col" else "bar"
                chart.grouping = \
                    "stacked" if x[0] == "stacked" else "clustered"
            chart.title = x[1]
        elif kind == "series":
            s = Series(Reference(range_string=x[2][1:]),
                       Reference(range_string=x[1][1:]) if across else None,
                       title=x[0] or None)
            s.graphicalProperties.solidFill = hexed(x[3])
            chart.series.append(s)
            if x[1] and not across:
                chart.set_categories(Reference(range_string=x[1][1:]))
        elif kind == "place":
            sheet.add_chart(
                chart, f"{get_column_letter(int(x[1]) + 1)}{int(x[0]) + 1}")
        else:
            cell = sheet.cell(int(x[0]) + 1, int(x[1]) + 1)
            if x[2] != "b":
                cell.value = float(x[4]) if x[2] == "n" else x[4]
            font, fill, alignment, border, number = styles[x[3]]
            cell.font, cell.alignment = font, alignment
            cell.number_format = number
            if fill:
                cell.fill = fill
            if border:
                cell.border = border
    book.save(out)


if __name__ == "__main__":
    {"xlsxwriter": by_xlsxwriter, "openpyxl": by_openpyxl}[sys.argv[1]](
        *sys.argv[2:4])
