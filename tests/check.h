/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_TESTS_CHECK_H
#define SQEEIA_TESTS_CHECK_H
/* cmocka wants these four before itself, in any order but before. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#endif
