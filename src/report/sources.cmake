sq_rows(sources src/report/formats.def FORMAT 1 src/report/fmt_@.c)
sq_rows(sources src/report/kinds.def KIND 1 src/report/kind_@.c)
list(APPEND sources src/report/report.c src/report/save.c src/report/escape.c
  src/report/words.c src/report/outline.c src/report/wrap.c src/report/text.c
  src/report/paper_phrase.c
  src/report/paper_front.c src/report/paper_people.c src/report/paper_parts.c
  src/report/paper_risk.c src/report/paper_scores.c
  src/report/paper_registers.c src/report/paper_history.c src/report/paper_answers.c
  src/report/paper_legend.c
  src/report/paper_charts.c src/report/paper_duties.c src/report/challenge.c
  src/report/kinds.c src/report/publish.c src/report/agenda.c src/report/bars.c
  src/report/html.c src/report/html_style.c src/report/html_draw.c
  src/report/json.c src/report/csv.c src/report/ranking.c src/report/working.c
  src/report/working_dims.c src/report/working_sums.c
  src/report/working_values.c src/report/explain.c src/report/scorejson.c
  src/report/workbook.c src/report/workbook_look.c
  src/report/workbook_table.c src/report/workbook_rules.c
  src/report/workbook_chart.c src/report/cells.c src/report/formula.c
  src/report/formula_walk.c src/report/formula_compare.c
  src/report/formula_figures.c
  src/report/live.c src/report/live_lists.c
  src/report/live_names.c src/report/live_answers.c src/report/live_parts.c
  src/report/live_figures.c src/report/live_outcome.c
  src/report/live_show.c src/report/live_rating.c src/report/live_fills.c src/report/page_summary.c src/report/page_publish.c
  src/report/grid.c
  src/report/page_impacts.c src/report/page_risks.c src/report/page_groups.c
  src/report/page_groups_draw.c
  src/report/page_scores.c src/report/page_answers.c
  src/report/page_registers.c src/report/page_registers_draw.c
  src/report/page_gates.c src/report/page_legend.c)
# The formats of `check`
sq_rows(sources src/report/found.def FINDINGS_FORMAT 1 src/report/found_@.c)
list(APPEND sources src/report/found.c src/report/found_one.c
  src/report/found_xml.c src/report/baseline.c src/report/schema.c)
# The schema of reports as JSON is inside the binary.
set(report_schema_c "${CMAKE_BINARY_DIR}/generated/report_schema.c")
add_custom_command(OUTPUT "${report_schema_c}"
  COMMAND "${CMAKE_COMMAND}" "-DOUT=${report_schema_c}" -DNAME=sq_schema_report
    -DHEADER=report/published.h
    "-DFILE=${CMAKE_SOURCE_DIR}/schemas/report-1.json"
    -P "${CMAKE_SOURCE_DIR}/cmake/EmbedText.cmake"
  DEPENDS "${CMAKE_SOURCE_DIR}/schemas/report-1.json"
    "${CMAKE_SOURCE_DIR}/cmake/EmbedText.cmake" VERBATIM)
list(APPEND sources "${report_schema_c}")
