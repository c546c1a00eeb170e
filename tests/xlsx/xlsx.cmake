# SPDX-License-Identifier: MIT
# Workbooks looked at by another program.  Needs Python with openpyxl; with
# LibreOffice, every formula is worked out again.
set_tests_properties(unit.workbook unit.gaps PROPERTIES ENVIRONMENT
  "LSAN_OPTIONS=suppressions=${CMAKE_CURRENT_SOURCE_DIR}/xlsx/lsan.supp:print_suppressions=0")

find_program(SQEEIA_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(SQEEIA_PYTHON NAMES python3)
if(SQEEIA_PYTHON)
  execute_process(COMMAND ${SQEEIA_PYTHON} -c "import openpyxl"
    RESULT_VARIABLE no_openpyxl OUTPUT_QUIET ERROR_QUIET)
endif()
if(NOT SQEEIA_PYTHON OR NOT no_openpyxl EQUAL 0)
  message(STATUS "no openpyxl: workbooks are not looked at")
  return()
endif()
find_program(SQEEIA_SOFFICE soffice)

add_test(NAME xlsx.hazards
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/xlsx/hazards.sh $<TARGET_FILE:test_workbook>
    ${SQEEIA_PYTHON} $<$<BOOL:${SQEEIA_SOFFICE}>:--recalc>
  COMMAND_EXPAND_LISTS)
set_tests_properties(xlsx.hazards PROPERTIES LABELS xlsx ENVIRONMENT
  "LSAN_OPTIONS=suppressions=${CMAKE_CURRENT_SOURCE_DIR}/xlsx/lsan.supp:print_suppressions=0")
if(TARGET sqeeia-cli)
  add_test(NAME xlsx.reports
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/xlsx/reports.sh
      $<TARGET_FILE:sqeeia-cli> ${CMAKE_SOURCE_DIR} ${SQEEIA_PYTHON}
      $<$<BOOL:${SQEEIA_SOFFICE}>:--recalc>
    COMMAND_EXPAND_LISTS)
  add_test(NAME xlsx.publish
    COMMAND ${SQEEIA_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/xlsx/publish.py
      $<TARGET_FILE:sqeeia-cli> ${CMAKE_SOURCE_DIR})
  set(xlsx_tests xlsx.reports xlsx.publish)
  if(SQEEIA_SOFFICE)
    add_test(NAME xlsx.live
      COMMAND ${SQEEIA_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/xlsx/live.py
        $<TARGET_FILE:sqeeia-cli> ${CMAKE_SOURCE_DIR})
    list(APPEND xlsx_tests xlsx.live)
  endif()
  set_tests_properties(${xlsx_tests} PROPERTIES LABELS xlsx TIMEOUT 1800
    ENVIRONMENT
    "LSAN_OPTIONS=suppressions=${CMAKE_CURRENT_SOURCE_DIR}/xlsx/lsan.supp:print_suppressions=0")
endif()
