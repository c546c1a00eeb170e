list(APPEND sources src/api/sqeeia.c)
set_source_files_properties(src/api/sqeeia.c PROPERTIES COMPILE_DEFINITIONS
  "SQ_VERSION=\"${PROJECT_VERSION}\"")
