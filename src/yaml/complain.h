/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_YAML_COMPLAIN_H
#define SQEEIA_YAML_COMPLAIN_H
/* Where the text stops being YAML, told in words a writer can act on. */
#include "yaml/node.h"

struct sq_diags;

/* What libyaml said, its marks turned into bytes. */
struct sq_yaml_break {
    const struct sq_source *source;
    const char *problem;        /* never NULL */
    const char *context;        /* "" when there is none */
    uint32_t at;                /* [bytes] where the problem was seen */
    uint32_t context_at;        /* [bytes] where the thing being read began */
    const struct sq_node *last; /* the scalar read last; NULL = none */
    const struct sq_node *open; /* innermost that began with a bracket and has
                                   not ended; NULL = none */
};

/* Adds one finding. */
void sq_yaml_complain(struct sq_diags *d, const struct sq_yaml_break *b);

#endif
