sq_rows(sources src/model/qtypes.def QTYPE 1 src/model/qtype_@.c)
list(APPEND sources src/model/qtype.c src/model/text.c src/model/shape.c
  src/model/questionnaire_read.c src/model/resolve.c src/model/scope.c
  src/model/points.c src/model/assessment_read.c src/model/project_read.c src/model/library.c
  src/model/privacy.c src/model/house.c)
# Templates and packs live inside the binary.
file(GLOB builtin_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/templates/*.yaml"
  "${CMAKE_SOURCE_DIR}/templates/packs/*.yaml")
set(builtin_c "${CMAKE_BINARY_DIR}/generated/builtin.c")
add_custom_command(OUTPUT "${builtin_c}"
  COMMAND "${CMAKE_COMMAND}" "-DOUT=${builtin_c}" "-DFILES=${builtin_files}"
    -P "${CMAKE_SOURCE_DIR}/cmake/Embed.cmake"
  DEPENDS ${builtin_files} "${CMAKE_SOURCE_DIR}/cmake/Embed.cmake" VERBATIM)
list(APPEND sources "${builtin_c}")
