/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_OPTIONS_H
#define SQEEIA_MODEL_OPTIONS_H
/* What the types that choose from options share. */
#include "model/qtype.h"

/*
 * Typed words to an option of `c`: its number, id, label, or the unambiguous
 * beginning of either.  False with a sentence in *out_why.
 */
bool sq_option_accept(struct sq_arena *a, const struct sq_choices *c,
                      sq_str typed, uint32_t *out, sq_str *out_why);
/* The id in a file, exactly; a finding with the nearest otherwise. */
bool sq_option_from_node(const struct sq_choices *c, const struct sq_tree *t,
                         const struct sq_node *n, uint32_t *out,
                         struct sq_diags *d);
/* Label in `lang`, or the id where there is no label. */
sq_str sq_option_label(const struct sq_option *o, sq_str lang);
/* Says that `n` is not what the type needs. */
void sq_answer_shape(const struct sq_tree *t, const struct sq_node *n,
                     const char *want, const char *example, struct sq_diags *d);
/* An id as YAML: quoted where other programs would misread it. */
void sq_option_put(sq_str id, struct sq_sbuf *out);

/* Text types share these. */
bool sq_text_accept(struct sq_arena *a, const struct sq_question *q,
                    sq_str typed, struct sq_value *out, sq_str *out_why);
bool sq_text_from_node(struct sq_arena *a, const struct sq_question *q,
                       const struct sq_tree *t, const struct sq_node *n,
                       struct sq_value *out, struct sq_diags *d);
void sq_text_show(const struct sq_question *q, const struct sq_value *v,
                  sq_str lang, struct sq_sbuf *out);
void sq_text_put_yaml(const struct sq_question *q, const struct sq_value *v,
                      struct sq_sbuf *out);
struct sq_val sq_text_val(const struct sq_question *q,
                          const struct sq_value *v);
struct sq_val sq_text_any(const struct sq_question *q);
/* For types without points, and without countable values. */
bool sq_no_points(const struct sq_question *q, const struct sq_value *v,
                  sq_num *out);
bool sq_no_range(const struct sq_question *q, sq_num *low, sq_num *high);
uint32_t sq_no_values(const struct sq_question *q, uint32_t most);
void sq_no_value_at(struct sq_arena *a, const struct sq_question *q, uint32_t i,
                    struct sq_value *out);

#endif
