/* SPDX-License-Identifier: MIT */
#include "model/options.h"

extern const struct sq_qtype sq_qtype_person;
const struct sq_qtype sq_qtype_person = {
    .name = "person",
    .summary = "a named person",
    .long_text = false,
    .in_exprs = SQ_T_TEXT,
    .accept = sq_text_accept,
    .from_node = sq_text_from_node,
    .show = sq_text_show,
    .put_yaml = sq_text_put_yaml,
    .val = sq_text_val,
    .any = sq_text_any,
    .points = sq_no_points,
    .range = sq_no_range,
    .n_values = sq_no_values,
    .value_at = sq_no_value_at,
};
