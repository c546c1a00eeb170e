#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same cells by a Python library: py_xlsx.py xlsxwriter|openpyxl TSV OUT"""
import sys

kind, cells, out = sys.argv[1:4]
rows = []
with open(cells, encoding="utf-8", newline="\n") as f:
    for line in f:
        s, r, c, k, style, text = line.rstrip("\n").split("\t", 5)
        text = text.replace("\\n", "\n").replace("\\t", "\t") \
            .replace("\\\\", "\\")
        rows.append((int(s), int(r), int(c), k, int(style), text))
if kind == "xlsxwriter":
    import xlsxwriter
    book = xlsxwriter.Workbook(out)
    sheets, styles = {}, {}
    for s, r, c, k, style, text in rows:
        w = sheets.get(s) or sheets.setdefault(s, book.add_worksheet())
        f = styles.get(style) or styles.setdefault(style, book.add_format(
            {"text_wrap": True, "font_size": 8 + style % 12,
             "bg_color": "#%06x" % (0xf0f0f0 + style)}))
        if k == "n":
            w.write_number(r, c, float(text), f)
        elif k == "f":
            w.write_formula(r, c, text, f, 1)
        else:
            w.write_string(r, c, text, f)
    book.close()
else:
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheets, styles = {}, {}
    for s, r, c, k, style, text in rows:
        w = sheets.get(s) or sheets.setdefault(s, book.create_sheet())
        cell = w.cell(r + 1, c + 1, float(text) if k == "n" else text)
        f = styles.get(style) or styles.setdefault(style, (
            Font(size=8 + style % 12), Alignment(wrap_text=True),
            PatternFill("solid", fgColor="%06X" % (0xf0f0f0 + style))))
        cell.font, cell.alignment, cell.fill = f
    book.save(out)
