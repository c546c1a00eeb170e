sq_rows(sources src/report/formats.def FORMAT 1 src/report/fmt_@.c)
list(APPEND sources src/report/report.c src/report/words.c
  src/report/outline.c src/report/explain.c src/report/scorejson.c src/report/workbook.c)
