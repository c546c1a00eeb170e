# SPDX-License-Identifier: MIT
# Writes OUT, a C file in which NAME, a sq_str, is what the file FILE holds.
file(READ "${FILE}" hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
string(REGEX REPLACE "(('[^']*',)('[^']*',)('[^']*',)('[^']*',)('[^']*',)('[^']*',)('[^']*',)('[^']*',))"
  "\\1\n" bytes "${bytes}")
get_filename_component(file "${FILE}" NAME)
file(WRITE "${OUT}"
"/* made by cmake/EmbedText.cmake from ${file} */
#include \"${HEADER}\"

static const char text[] = {${bytes} 0};
const sq_str ${NAME} = {text, ${size}};
")
