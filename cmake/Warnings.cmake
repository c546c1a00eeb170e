# SPDX-License-Identifier: MIT
add_library(sqeeia_warnings INTERFACE)
target_compile_options(sqeeia_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-qual
  -Wcast-align -Wwrite-strings -Wstrict-prototypes -Wmissing-prototypes
  -Wold-style-definition -Wvla -Wundef -Wformat=2 -Wnull-dereference
  -Wdouble-promotion -Wswitch-enum -Wimplicit-fallthrough -Wpointer-arith
  -Wredundant-decls
  $<$<C_COMPILER_ID:GNU>:-Wlogical-op -Wduplicated-cond -Wduplicated-branches
    -Wjump-misses-init>
  $<$<C_COMPILER_ID:Clang>:-Wcomma -Wunreachable-code-aggressive -Wassign-enum
    -Wmissing-variable-declarations -Wconditional-uninitialized>)
option(SQEEIA_WERROR "treat warnings as errors (for developers and CI)" OFF)
if(SQEEIA_WERROR)
  target_compile_options(sqeeia_warnings INTERFACE -Werror)
endif()
