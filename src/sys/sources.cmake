list(APPEND sources src/sys/file.c src/sys/dir.c src/sys/lock.c
  src/sys/litter.c src/sys/apart.c src/sys/clock.c src/sys/term.c
  src/sys/line.c src/sys/digest.c)
set_source_files_properties(src/sys/file.c src/sys/dir.c src/sys/lock.c
  src/sys/litter.c src/sys/apart.c src/sys/clock.c src/sys/term.c
  src/sys/line.c PROPERTIES
  COMPILE_DEFINITIONS "_POSIX_C_SOURCE=200809L;_DEFAULT_SOURCE")
list(APPEND sources src/sys/session.c)
set_source_files_properties(src/sys/session.c PROPERTIES COMPILE_DEFINITIONS
  "_POSIX_C_SOURCE=200809L;_DEFAULT_SOURCE")
list(APPEND sources src/sys/jobs.c)
set_source_files_properties(src/sys/jobs.c PROPERTIES COMPILE_DEFINITIONS
  "_POSIX_C_SOURCE=200809L;_DEFAULT_SOURCE")
