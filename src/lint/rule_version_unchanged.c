/* SPDX-License-Identifier: MIT */
/*
 * Two questionnaires or packs with one id and one version, and another content:
 * among those read in a run, and against the built-in ones.  Their own bytes
 * are compared; a pack that changed is told of where the pack is.
 */
#include "base/arena.h"
#include "lint/lint.h"
#include "yaml/read.h"

/* Line ends aside: a checkout may change them. */
static bool
same_text(sq_str a, sq_str b)
{
    size_t i = 0, k = 0;
    for (;; i++, k++) {
        while (i < a.len && a.ptr[i] == '\r')
            i++;
        while (k < b.len && b.ptr[k] == '\r')
            k++;
        if (i == a.len || k == b.len)
            return i == a.len && k == b.len;
        if (a.ptr[i] != b.ptr[k])
            return false;
    }
}

static struct sq_diag *
tell(const struct sq_questionnaire *q, const char *other, struct sq_diags *d)
{
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_version_unchanged, q->version.at,
        "`%.*s` version %.*s is not what %s has under the same version",
        SQ_FMT(q->id.text), SQ_FMT(q->version.text), other);
    sq_diag_help(d, f,
                 "raise `version` here; if it is a questionnaire of your "
                 "own, give it an `id` of its own");
    return f;
}

static bool
builtin_source(const struct sq_questionnaire *q)
{
    return sq_str_starts(sq_str_of(q->source->name), "built-in:");
}

static void
against_builtin(const struct sq_questionnaire *q, struct sq_diags *d)
{
    const struct sq_builtin *b = sq_builtin_find(q->id.text);
    if (!b || builtin_source(q) || same_text(b->text, q->source->text))
        return;
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_diags nobody;
    sq_diags_init(&nobody, &a);
    const char *name =
        sq_str_z(&a, sq_str_printf(&a, "the built-in `%s`", b->id));
    struct sq_tree *t =
        sq_yaml_read(&a, sq_source_new(&a, name, b->text), &nobody);
    const struct sq_node *version =
        t->root ? sq_node_find(t->root, "version") : NULL;
    if (version && sq_str_eq(version->text, q->version.text))
        tell(q, name, d);
    sq_arena_done(&a);
}

static void
library(const struct sq_library *l, struct sq_diags *d)
{
    for (size_t i = 0; i < l->by_path.n; i++) {
        const struct sq_questionnaire *q = l->by_path.items[i].value;
        if (q->id.text.len == 0 || q->version.text.len == 0)
            continue;
        against_builtin(q, d);
        for (size_t k = 0; k < i; k++) {
            const struct sq_questionnaire *o = l->by_path.items[k].value;
            if (!sq_str_eq(o->id.text, q->id.text) ||
                !sq_str_eq(o->version.text, q->version.text) ||
                builtin_source(o) || builtin_source(q) ||
                same_text(o->source->text, q->source->text))
                continue;
            sq_diag_note(d, tell(q, o->source->name, d), o->version.at,
                         "the other is here");
            break;
        }
    }
}

const struct sq_rule sq_rule_version_unchanged = {.library = library};
