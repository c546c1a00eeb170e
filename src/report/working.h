/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_WORKING_H
#define SQEEIA_REPORT_WORKING_H
/* The working, in three parts: a dimension, its sums, a derived value. */
#include "report/paper.h"

/* What is usual, said once above all dimensions. */
void sq_working_usual(struct sq_paper *p);
void sq_working_dimension(struct sq_paper *p, const struct sq_dim_result *d);
/* How the points make the figure, and the figure. */
void sq_working_sums(struct sq_paper *p, const struct sq_dim_result *d);
/* The bands, which of them it is, and how far the others are. */
void sq_working_bands(struct sq_paper *p, const struct sq_band_range *band,
                      const struct sq_range *value, const struct sq_range *max,
                      bool capped);
void sq_working_value(struct sq_paper *p, const struct sq_value_result *v);

#endif
