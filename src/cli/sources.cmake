# The program: the only part that prints, exits or looks at its arguments.
set(cli_sources src/cli/main.c src/cli/cli.c src/cli/help.c src/cli/opts.c
  src/cli/findings.c src/cli/fix.c src/cli/load.c src/cli/dump.c src/cli/make_report.c
  src/cli/run_report.c src/cli/parcel.c
  src/cli/missing.c src/cli/console.c src/cli/rescue.c src/cli/editor.c
  src/cli/author.c)
list(APPEND cli_sources src/cli/witness.c)
sq_rows(cli_sources src/cli/commands.def COMMAND 1 src/cli/cmd_@.c)
add_executable(sqeeia-cli ${cli_sources} $<TARGET_OBJECTS:sqeeia-core>)
target_compile_definitions(sqeeia-cli PRIVATE
  "SQ_VERSION=\"${PROJECT_VERSION}\"")
target_link_libraries(sqeeia-cli PRIVATE sqeeia-core
  $<BUILD_INTERFACE:sqeeia_warnings> $<BUILD_INTERFACE:sqeeia_hardening>)
set_target_properties(sqeeia-cli PROPERTIES OUTPUT_NAME sqeeia
  POSITION_INDEPENDENT_CODE ON)
