# SPDX-License-Identifier: MIT
# Writes to OUT what PROGRAM completion SHELL prints.
execute_process(COMMAND "${PROGRAM}" completion "${SHELL}"
  OUTPUT_FILE "${OUT}" RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  file(REMOVE "${OUT}")
  message(FATAL_ERROR "${PROGRAM} completion ${SHELL} ended with ${status}")
endif()
