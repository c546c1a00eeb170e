/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_CSV_H
#define SQEEIA_REPORT_CSV_H
/*
 * Rows of comma-separated values (RFC 4180): CRLF, every text in quotes,
 * numbers bare.  A text that a spreadsheet would take for a formula gets a `'`
 * in front, unless it is `raw`; whoever reads the file back takes exactly that
 * one away.
 */
#include "base/date.h"
#include "base/num.h"
#include "base/sbuf.h"

struct sq_csv {
    struct sq_sbuf *out;
    bool begun; /* the row has a cell */
    bool raw;   /* for programs: texts as they are */
};

void sq_csv_text(struct sq_csv *c, sq_str text);
void sq_csv_z(struct sq_csv *c, const char *text);
void sq_csv_num(struct sq_csv *c, bool known, sq_num n); /* empty if not */
void sq_csv_date(struct sq_csv *c, sq_date d);           /* 2026-11-03 */
void sq_csv_end(struct sq_csv *c);

#endif
