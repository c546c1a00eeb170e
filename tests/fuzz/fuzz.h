/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_FUZZ_FUZZ_H
#define SQEEIA_FUZZ_FUZZ_H
/*
 * What the targets share: taking random bytes apart, and what must hold of
 * every text that the program puts out.  A target is one function; libFuzzer
 * brings main.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sbuf.h"
#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define need(condition)                                             \
    do {                                                            \
        if (!(condition))                                           \
            fuzz_fail(__FILE__, __LINE__, #condition, (sq_str){0}); \
    } while (0)
/* The same, with a text that shows it. */
#define need_of(condition, text)                               \
    do {                                                       \
        if (!(condition))                                      \
            fuzz_fail(__FILE__, __LINE__, #condition, (text)); \
    } while (0)
_Noreturn void fuzz_fail(const char *file, int line, const char *what,
                         sq_str text);

struct fuzz_bytes {
    const uint8_t *at;
    size_t left;
};
/* 0 to n - 1; 0 when there are no more bytes. */
unsigned fuzz_pick(struct fuzz_bytes *b, unsigned n);
/* Up to the next byte 0xff, or all of it. */
sq_str fuzz_text(struct fuzz_bytes *b);

/* A library for the whole run: what is read through it is read once. */
struct sq_library *fuzz_library(void);

/* Is the i-th of n ways to write meant?  To write in all of them takes longer
 * than to reach what is written, so the last byte of the input names one; one
 * byte in eight names all. */
bool fuzz_wants(const uint8_t *data, size_t size, size_t i, size_t n);

/* UTF-8, and no control character but line ends and (`tabs`) tabs, no escape
 * sequence, nothing that turns the direction of writing. */
void fuzz_check_text(sq_str text, bool tabs);
/* Every tag known, every one closed, no attribute that runs or fetches. */
void fuzz_check_html(sq_str html);
void fuzz_check_json(sq_str json);
void fuzz_check_xml(sq_str xml);
/* No cell that a spreadsheet would take for a formula. */
void fuzz_check_csv(sq_str csv);
/* Every part of the workbook at `path` is whole and is XML. */
void fuzz_check_xlsx(const char *path);

#endif
