# SPDX-License-Identifier: MIT
# sq_rows(OUT TABLE ROW FIELD PATTERN)
# Appends to OUT one source per ROW(…) line of TABLE; `@` in PATTERN is the
# FIELD-th argument of the row (counted from 1).  A row without its file is an
# error, so table and files cannot drift apart.
function(sq_rows out table row field pattern)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    "${CMAKE_SOURCE_DIR}/${table}")
  file(STRINGS "${CMAKE_SOURCE_DIR}/${table}" lines REGEX "^${row}\\(")
  set(found)
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^${row}\\(([^)\"]*).*$" "\\1" arguments "${line}")
    string(REPLACE "," ";" arguments "${arguments}")
    math(EXPR index "${field} - 1")
    list(GET arguments ${index} name)
    string(STRIP "${name}" name)
    string(REPLACE "@" "${name}" file "${pattern}")
    if(NOT EXISTS "${CMAKE_SOURCE_DIR}/${file}")
      message(FATAL_ERROR "${table}: row `${name}` needs ${file}")
    endif()
    list(APPEND found "${file}")
  endforeach()
  set(${out} ${${out}} ${found} PARENT_SCOPE)
endfunction()
