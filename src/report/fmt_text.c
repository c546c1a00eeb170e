/* SPDX-License-Identifier: MIT */
#include "report/formats.h"
#include "report/kinds.h"

static void
put(const struct sq_report *r, struct sq_sbuf *out)
{
    const struct sq_text_style style = {
        .width = r->width,
        .ascii = r->ascii,
        .chapters = r->kind != SQ_REPORT_summary,
        .lists = r->lists,
    };

    sq_text_put(out, sq_outline_of(r), &style);
}

const struct sq_format sq_format_text = {
    .name = "text",
    .ending = ".txt",
    .summary = "plain text, 80 columns, for a board paper or a terminal",
    .kinds = SQ_KINDS_ALL,
    .put = put,
};
