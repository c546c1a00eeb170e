/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_AGENDA_H
#define SQEEIA_REPORT_AGENDA_H
/*
 * A panel's agenda: a line a case, with what tells which of them needs the
 * time.  A line is made where its case is read, maybe in another process; they
 * are put together in the order in which the cases were named.
 */
#include "report/outline.h"

/* One case in words, borrowed from an arena. */
struct sq_agenda_line {
    sq_str title; /* "Ambient scribe (SQ-2026-014)" */
    sq_str file;  /* as it was named */
    sq_str recommended, risk, confidence, gates, checks, partners, stage,
        waiting;
};

/* Of the case that `r` reports; in r->arena.  `today` counts how long it has
 * waited. */
struct sq_agenda_line sq_agenda_line_of(const struct sq_report *r, sq_str file,
                                        sq_date today);
/* To bytes and back; false when they are not whole.  Texts are borrowed. */
void sq_agenda_line_put(const struct sq_agenda_line *l, struct sq_sbuf *out);
bool sq_agenda_line_read(sq_str bytes, struct sq_agenda_line *out);
/* The page; `left_out` are the files that gave no line. */
struct sq_outline *sq_agenda(struct sq_arena *a,
                             const struct sq_agenda_line *lines, size_t n,
                             const sq_str *left_out, size_t n_left_out,
                             sq_date today);

#endif
