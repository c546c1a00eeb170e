/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_YAML_CHECK_H
#define SQEEIA_YAML_CHECK_H
/* What must be known about a file's bytes before libyaml sees them. */
#include <stdint.h>

struct sq_diags;
struct sq_source;

/*
 * How many bytes of the source can be given to libyaml: all of them, or whole
 * lines before the first thing that is wrong, which becomes a finding: too
 * large, not UTF-8, a control character, too many directives.
 */
uint32_t sq_yaml_check(const struct sq_source *s, struct sq_diags *d);

#endif
