/* SPDX-License-Identifier: MIT */
#include "cli/missing.h"

#include "base/limits.h"
#include "base/utf8.h"

/* "scribe.yaml: D2 is not answered: How is it tested?" */
static void
put_missing(struct sq_sbuf *out, const struct sq_case *c,
            const struct sq_slot *s)
{
    const struct sq_source *source = c->assessment->source;
    sq_putf(out, "%s", source->name);
    if (s->answer) {
        struct sq_place at = sq_source_place(source, s->answer->key.at.from);
        sq_putf(out, ":%u:%u", at.line, at.column);
    }
    sq_putf(out, ": %.*s %s: ", SQ_FMT(s->id),
            s->answer && s->answer->node ? "has an answer that cannot be used"
                                         : "is not answered");
    sq_utf8_put_safe(out, sq_slot_ask(c, s, (sq_str){0}));
    sq_putc(out, '\n');
}

enum sq_exit
sq_missing_tell(struct sq_cli *cli, const struct sq_case *c)
{
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    uint32_t missing = 0;
    uint32_t pending = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        const struct sq_slot *s = &c->slots[i];
        if (s->reply != SQ_MISSING || !sq_required(s->question))
            continue;
        pending += s->state == SQ_PENDING;
        if (s->state != SQ_ASKED)
            continue;
        put_missing(&out, c, s);
        missing++;
    }
    sq_cli_put(cli, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
    if (missing || pending)
        sq_cli_say(cli, "%u to answer, and %u that depend on them", missing,
                   pending);
    else
        sq_cli_say(cli, "every question that is asked has an answer");
    return missing || pending ? SQ_EXIT_UNFINISHED : SQ_EXIT_DONE;
}
