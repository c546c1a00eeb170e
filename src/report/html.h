/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_HTML_H
#define SQEEIA_REPORT_HTML_H
/*
 * An outline as one page that needs nothing else: no script, no font, no
 * network.  All that comes from the user goes through sq_html_text.
 */
#include "report/outline.h"

struct sq_html {
    struct sq_sbuf *out;
    const struct sq_report *r;
    struct sq_sbuf safe;
    unsigned level;    /* of the last heading */
    unsigned n_charts; /* for ids */
    unsigned n_tables;
    unsigned n_sections;
    sq_str heading; /* the last one: names tables without a caption */
};

/* As the content of an element or of a quoted attribute. */
void sq_html_text(struct sq_html *h, sq_str text);
/* The same with http and https addresses as links. */
void sq_html_linked(struct sq_html *h, sq_str text);
/* "red" for a colour, "" for none. */
const char *sq_html_colour(int colour);
/* A figure with its drawing; not its table. */
void sq_html_draw(struct sq_html *h, const struct sq_drawing *c);
/* The style sheet with the house's colours. */
void sq_html_style(const struct sq_report *r, struct sq_sbuf *out);
void sq_html_put(const struct sq_report *r, const struct sq_outline *o,
                 struct sq_sbuf *out);

#endif
