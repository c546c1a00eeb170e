/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "cli/load.h"
#include "walk/fill.h"

struct options {
    bool require_complete;
};

static const struct sq_opt opts[] = {
    {0, "require-complete", SQ_OPT_ON, NULL,
     "exit with 4 unless every question that is asked has an answer",
     offsetof(struct options, require_complete), NULL},
    {0}};

/* What waits for one role: questions, and tables with how many of their cells,
 * such as "J4 (9)". */
struct turn {
    sq_str role; /* empty: nobody is named */
    struct sq_sbuf ids;
    size_t n_ids;
    size_t n; /* questions, cells among them */
    const struct sq_slot *last;
    size_t cells; /* of the table that `last` is in, so far */
};
enum { MOST_IDS = 12 };

struct turns {
    struct turn *items;
    size_t n;
};

static struct turn *
turn_of(struct sq_arena *a, struct turns *t, sq_str role)
{
    for (size_t i = 0; i < t->n; i++)
        if (sq_str_eq(t->items[i].role, role))
            return &t->items[i];
    t->items = sq_arena_push(a, t->items, &t->n, sizeof *t->items);
    struct turn *new = &t->items[t->n - 1];
    new->role = role;
    sq_sbuf_init(&new->ids, 1 << 16);
    return new;
}

/* Writes down the question or the table that came last. */
static void
end_last(struct turn *turn)
{
    if (!turn->last || turn->n_ids++ >= MOST_IDS)
        return;
    sq_putz(&turn->ids, turn->n_ids > 1 ? ", " : "");
    if (turn->cells > 1)
        sq_putf(&turn->ids, "%.*s (%zu)",
                SQ_FMT(turn->last->question->group->id.text), turn->cells);
    else
        sq_put(&turn->ids, turn->last->id);
}

static void
add_turn(struct sq_arena *a, struct turns *t, sq_str role,
         const struct sq_slot *s)
{
    struct turn *turn = turn_of(a, t, role);
    const struct sq_group *group = s->question->group;
    if (!turn->last || !group || turn->last->question->group != group) {
        end_last(turn);
        turn->cells = 0;
    }
    turn->last = s;
    turn->cells++;
    turn->n++;
}

static bool
is_left(const struct sq_slot *s)
{
    return s->state == SQ_ASKED && s->reply == SQ_MISSING &&
           sq_required(s->question);
}

static struct turns
find_turns(struct sq_arena *a, const struct sq_case *c)
{
    struct turns t = {0};
    for (uint32_t i = 0; i < c->n; i++) {
        const struct sq_slot *s = &c->slots[i];
        if (!is_left(s))
            continue;
        const struct sq_question *q = s->question;
        for (size_t k = 0; k < q->n_who; k++)
            add_turn(a, &t, q->who[k].text, s);
        if (q->n_who == 0)
            add_turn(a, &t, (sq_str){0}, s);
    }
    for (size_t i = 0; i < t.n; i++)
        end_last(&t.items[i]);
    return t;
}

static void
put_item(struct sq_cli *cli, struct sq_sbuf *out, sq_str text)
{
    sq_putz(out, "  ");
    sq_fill_put(out, text, &(struct sq_fill){2, 4, cli->term.columns});
    sq_putc(out, '\n');
}

static sq_str
role_label(const struct sq_case *c, sq_str id)
{
    const struct sq_role *role =
        sq_map_find(&c->questionnaire->vocab.roles, id);
    sq_str label = {0};
    if (role)
        label = sq_text_get(&role->label, (sq_str){0});
    return label.len ? label : id;
}

static void
put_turns(struct sq_cli *cli, struct sq_load *l, struct sq_sbuf *out)
{
    struct turns t = find_turns(&l->arena, l->c);
    if (t.n)
        sq_putz(out, "Waiting for\n");
    for (size_t i = 0; i < t.n; i++) {
        struct turn *turn = &t.items[i];
        sq_str who = turn->role.len ? role_label(l->c, turn->role)
                                    : SQ_LIT("nobody by name");
        sq_str more = {0};
        if (turn->n_ids > MOST_IDS)
            more = sq_str_printf(&l->arena, " and %zu more",
                                 turn->n_ids - MOST_IDS);
        put_item(cli, out,
                 sq_str_printf(&l->arena, "%.*s, %zu: %.*s%.*s", SQ_FMT(who),
                               turn->n, SQ_FMT(sq_sbuf_str(&turn->ids)),
                               SQ_FMT(more)));
        sq_sbuf_done(&turn->ids);
    }
}

/* "D2 (since 2026-11-20), E1": what an interview left for another day. */
static void
put_later(struct sq_cli *cli, struct sq_load *l, struct sq_sbuf *out)
{
    const struct sq_assessment *as = l->doc.assessment;
    struct sq_sbuf line;
    sq_sbuf_init(&line, SQ_MAX_FILE);
    for (size_t i = 0; i < as->n_later; i++) {
        const struct sq_aside *x = &as->later[i];
        sq_putf(&line, "%s%.*s", i ? ", " : "", SQ_FMT(x->id.text));
        if (x->since == SQ_NO_DATE)
            continue;
        sq_putz(&line, " (since ");
        sq_date_put(&line, x->since);
        sq_putc(&line, ')');
    }
    if (line.len) {
        sq_putz(out, "Left for later\n");
        put_item(cli, out, sq_sbuf_str(&line));
    }
    sq_sbuf_done(&line);
}

static void
put_sections(struct sq_cli *cli, struct sq_load *l, struct sq_sbuf *out)
{
    const struct sq_questionnaire *q = l->c->questionnaire;
    bool any = false;
    for (size_t i = 0; i < q->n_sections; i++) {
        uint32_t asked = 0;
        uint32_t left = 0;
        for (uint32_t k = 0; k < l->c->n; k++) {
            const struct sq_slot *s = &l->c->slots[k];
            if (s->question->section != q->sections[i])
                continue;
            asked += s->state == SQ_ASKED;
            left += is_left(s);
        }
        if (!left)
            continue;
        if (!any)
            sq_putz(out, "Sections with something left\n");
        any = true;
        put_item(cli, out,
                 sq_str_printf(
                     &l->arena, "%zu. %.*s: %u of %u left", i + 1,
                     SQ_FMT(sq_text_get(&q->sections[i]->title, (sq_str){0})),
                     left, asked));
    }
}

static void
put_head(struct sq_cli *cli, struct sq_load *l, const char *path,
         struct sq_sbuf *out)
{
    const struct sq_about *about = &l->doc.assessment->about;
    const struct sq_counts *n = &l->results->counts;
    uint32_t left = 0;
    for (uint32_t i = 0; i < l->c->n; i++)
        left += is_left(&l->c->slots[i]);
    sq_str reference = about->reference.text;
    sq_str head = sq_str_printf(
        &l->arena, "%s: %.*s%s%.*s%s", path, SQ_FMT(about->title.text),
        reference.len ? " (" : "", SQ_FMT(reference), reference.len ? ")" : "");
    sq_fill_put(out, head, &(struct sq_fill){0, 2, cli->term.columns});
    sq_putc(out, '\n');
    sq_str counts = sq_str_printf(
        &l->arena,
        "%u asked: %u answered, %u not known, %u not applicable, %u left%s",
        n->asked, n->answered, n->not_known, n->not_applicable, left,
        n->pending ? ", and more may follow from the answers" : "");
    sq_fill_put(out, counts, &(struct sq_fill){0, 2, cli->term.columns});
    sq_putc(out, '\n');
}

static void
put_next(struct sq_cli *cli, struct sq_load *l, const char *path,
         enum sq_exit e, struct sq_sbuf *out)
{
    const char *verb = "report";
    if (e == SQ_EXIT_FOUND)
        verb = "check";
    else if (!l->results->complete)
        verb = "assess";
    sq_putf(out, "Next: sqeeia %s %s\n", verb, sq_cli_word(cli, path));
}

static enum sq_exit
tell(struct sq_cli *cli, const struct sq_input *input, struct sq_load *l,
     const struct options *o, bool after_another)
{
    enum sq_exit e = sq_load_input(cli, input, l);
    if (l->results) {
        struct sq_sbuf out;
        sq_sbuf_init(&out, SQ_MAX_OUTPUT);
        if (after_another)
            sq_putc(&out, '\n');
        put_head(cli, l, input->path, &out);
        put_sections(cli, l, &out);
        put_turns(cli, l, &out);
        put_later(cli, l, &out);
        put_next(cli, l, input->path, e, &out);
        sq_cli_put(cli, sq_sbuf_str(&out));
        sq_sbuf_done(&out);
        if (o->require_complete && !l->results->complete)
            e = sq_exit_worse(e, SQ_EXIT_UNFINISHED);
    }
    return e;
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    if (operands->n == 0)
        return sq_cli_usage(cli, "name the assessments to look at");
    struct sq_inputs inputs;
    enum sq_exit worst = sq_inputs_expand(cli, operands, &inputs);
    struct sq_load l = {0};
    for (size_t i = 0; i < inputs.n; i++)
        worst = sq_exit_worse(worst,
                              tell(cli, &inputs.items[i], &l, options, i > 0));
    sq_load_done(&l);
    return worst;
}

const struct sq_command sq_command_status = {
    .operands = "FILE...",
    .more = "A question can name the roles that answer it; what is left is "
            "listed by role, then what the interview left for later.",
    .examples = "  sqeeia status scribe.yaml\n"
                "  sqeeia status --require-complete assessments/\n",
    .opts = opts,
    .size = sizeof(struct options),
    .run = run,
};
