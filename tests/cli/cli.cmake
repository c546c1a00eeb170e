# SPDX-License-Identifier: MIT
# The program as its users meet it: a shell, and a terminal.
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND)
  add_test(NAME cli.matrix COMMAND Python3::Interpreter
    "${CMAKE_SOURCE_DIR}/tests/cli/matrix.py")
  add_test(NAME cli.interview COMMAND Python3::Interpreter
    "${CMAKE_SOURCE_DIR}/tests/pty/interview.py")
  foreach(name merge walks faults roundtrip flagship)
    add_test(NAME cli.${name} COMMAND Python3::Interpreter
      "${CMAKE_SOURCE_DIR}/tests/pty/${name}.py")
    set_tests_properties(cli.${name} PROPERTIES LABELS "cli;slow"
      ENVIRONMENT "SQEEIA=$<TARGET_FILE:sqeeia-cli>")
  endforeach()
  set_tests_properties(cli.matrix cli.interview PROPERTIES LABELS cli
    ENVIRONMENT "SQEEIA=$<TARGET_FILE:sqeeia-cli>")
  set_tests_properties(cli.interview PROPERTIES LABELS "cli;slow")
endif()
