# SPDX-License-Identifier: MIT
# What the compiler, the linker and the C library can do against mistakes that
# are still in here.  On in every optimised build; builds for tests have
# sanitizers instead, which some of these would hide from.  What of it a
# compiler does not know is left out; tests/hardening reads the program.
include(CheckCCompilerFlag)
include(CheckLinkerFlag)
include(CheckPIESupported)

option(SQEEIA_HARDEN "build with the usual defences" ON)
check_pie_supported(LANGUAGES C)

add_library(sqeeia_hardening INTERFACE)
function(sq_harden kind)
  foreach(flag IN LISTS ARGN)
    string(MAKE_C_IDENTIFIER "SQEEIA_KNOWS${flag}" known)
    if(kind STREQUAL "compile")
      check_c_compiler_flag("${flag}" ${known})
    else()
      check_linker_flag(C "${flag}" ${known})
    endif()
    if(NOT ${known})
      continue()
    elseif(kind STREQUAL "compile")
      target_compile_options(sqeeia_hardening INTERFACE
        $<$<NOT:$<CONFIG:Debug>>:${flag}>)
    else()
      target_link_options(sqeeia_hardening INTERFACE
        $<$<NOT:$<CONFIG:Debug>>:${flag}>)
    endif()
  endforeach()
endfunction()

if(SQEEIA_HARDEN)
  sq_harden(compile
    -fstack-protector-strong # a canary behind every array on the stack
    -fstack-clash-protection # a large frame cannot jump over the guard page
    -fcf-protection=full     # x86: indirect jumps land where one may
    -mbranch-protection=standard # the same on ARM
    -fstrict-flex-arrays=3   # only [] is an array of no known length
    -fno-delete-null-pointer-checks
    -fno-strict-overflow)    # a check for an overflow stays a check
  # Lengths are checked where the compiler can work them out; 3 is 2 with
  # lengths that are known only at run time.  A distribution's own is undone.
  target_compile_options(sqeeia_hardening INTERFACE
    -Wformat=2 -Werror=format-security
    $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE>
    $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=3>)
  sq_harden(link
    -Wl,-z,relro -Wl,-z,now  # tables of addresses are read-only from the start
    -Wl,-z,noexecstack -Wl,-z,separate-code
    -Wl,--as-needed)         # no library that is not used
endif()
