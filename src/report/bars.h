/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_BARS_H
#define SQEEIA_REPORT_BARS_H
/* Charts drawn in characters. */
#include "report/outline.h"

enum { SQ_BAR_WIDTH = 21 }; /* [columns] */

/* One bar of the chart, always SQ_BAR_WIDTH columns wide. */
void sq_bar_put(struct sq_sbuf *out, const struct sq_drawing *c,
                const struct sq_bar *bar, bool ascii);
/* What the signs mean: "# the figure, . the rest of the scale"; may be "". */
const char *sq_bar_legend(const struct sq_drawing *c, bool ascii);

#endif
