# SPDX-License-Identifier: MIT
# What the compiler, the linker and the C library can do against mistakes that
# are still in here.  On in every optimised build; builds for tests have
# sanitizers instead, which some of these would hide from.  What of it a
# compiler does not know is left out; tests/hardening reads the program.
option(SQEEIA_HARDEN "build an optimised program with the usual defences" ON)
add_library(sqeeia_hardening INTERFACE)
if(NOT SQEEIA_HARDEN OR
   NOT CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo|MinSizeRel)$")
  return()
endif()

include(CheckCCompilerFlag)
include(CheckLinkerFlag)
include(CheckPIESupported)
check_pie_supported(LANGUAGES C)

foreach(flag
    -fstack-protector-strong # a canary behind every array on the stack
    -fstack-clash-protection # a large frame cannot jump over the guard page
    -fcf-protection=full     # x86: indirect jumps land where one may
    -mbranch-protection=standard # the same on ARM
    -fstrict-flex-arrays=3   # only [] is an array of no known length
    -fno-delete-null-pointer-checks
    -fno-strict-overflow)    # a check for an overflow stays a check
  string(MAKE_C_IDENTIFIER "SQEEIA_KNOWS${flag}" known)
  check_c_compiler_flag("${flag}" ${known})
  if(${known})
    target_compile_options(sqeeia_hardening INTERFACE "${flag}")
  endif()
endforeach()
# Lengths are checked where the compiler can work them out; 3 is 2 with lengths
# that are known only at run time.  A distribution's own is undone first.
target_compile_options(sqeeia_hardening INTERFACE
  -Wformat=2 -Werror=format-security -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)

foreach(flag
    -Wl,-z,relro -Wl,-z,now  # tables of addresses are read-only from the start
    -Wl,-z,noexecstack -Wl,-z,separate-code
    -Wl,--as-needed)         # no library that is not used
  string(MAKE_C_IDENTIFIER "SQEEIA_KNOWS${flag}" known)
  check_linker_flag(C "${flag}" ${known})
  if(${known})
    target_link_options(sqeeia_hardening INTERFACE "${flag}")
  endif()
endforeach()
