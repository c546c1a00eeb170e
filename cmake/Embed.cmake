# SPDX-License-Identifier: MIT
# Writes OUT, a C file that holds FILES (templates and packs) as bytes, sorted
# by id, which is the file's name without its ending.
set(bodies "")
set(ids "")
foreach(file IN LISTS FILES)
  get_filename_component(id "${file}" NAME_WE)
  list(APPEND ids "${id}")
  set(file_${id} "${file}")
endforeach()
list(SORT ids)
set(rows "")
foreach(id IN LISTS ids)
  file(READ "${file_${id}}" hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(MAKE_C_IDENTIFIER "${id}" name)
  set(pack false)
  if(file_${id} MATCHES "/packs/")
    set(pack true)
  endif()
  string(APPEND bodies "static const char text_${name}[] = {${bytes} 0};\n")
  string(APPEND rows
    "    {\"${id}\", ${pack}, {text_${name}, ${size}}},\n")
endforeach()
list(LENGTH ids count)
file(WRITE "${OUT}"
"/* made by cmake/Embed.cmake from templates/ */
#include \"model/library.h\"

${bodies}
const struct sq_builtin sq_builtins[] = {
${rows}    {0, false, {0, 0}},
};
const size_t sq_n_builtins = ${count};
")
