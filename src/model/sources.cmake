sq_rows(sources src/model/qtypes.def QTYPE 1 src/model/qtype_@.c)
list(APPEND sources src/model/qtype.c src/model/text.c src/model/shape.c
  src/model/questionnaire_read.c src/model/resolve.c src/model/scope.c
  src/model/points.c src/model/work.c src/model/assessment_read.c src/model/project_read.c src/model/library.c
  src/model/privacy.c src/model/house.c)
# Templates and packs live inside the program, parsed when it is built.
file(GLOB builtin_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/templates/*.yaml"
  "${CMAKE_SOURCE_DIR}/templates/packs/*.yaml")
set(builtin_c "${CMAKE_BINARY_DIR}/generated/builtin.c")
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/generated")
set(embed_sources ${sources})
list(FILTER embed_sources INCLUDE REGEX "^src/(base|diag|yaml)/")
add_executable(sqeeia-embed cmake/embed.c ${embed_sources})
target_include_directories(sqeeia-embed PRIVATE "${CMAKE_SOURCE_DIR}/src")
target_link_libraries(sqeeia-embed PRIVATE PkgConfig::YAML PkgConfig::UTF8PROC
  m sqeeia_warnings)
add_custom_command(OUTPUT "${builtin_c}"
  COMMAND sqeeia-embed "${builtin_c}" ${builtin_files}
  DEPENDS sqeeia-embed ${builtin_files} VERBATIM)
list(APPEND sources "${builtin_c}")
