/* SPDX-License-Identifier: MIT */
#include "report/formats.h"
#include "report/html.h"
#include "report/kinds.h"

static void
put(const struct sq_report *r, struct sq_sbuf *out)
{
    sq_html_put(r, sq_outline_of(r), out);
}

const struct sq_format sq_format_html = {
    .name = "html",
    .ending = ".html",
    .summary = "one page that needs nothing else, to read, print or publish",
    .kinds = SQ_KINDS_ALL,
    .put = put,
};
