/* SPDX-License-Identifier: MIT */
/*
 * Any text as an expression.  What can be read is evaluated where nothing is
 * known and where everything is: the first must hold the second.
 */
#include "fuzz.h"

#define assert_true(condition) need(condition)
#include "../unit/expr_world.h"

static struct sq_val
known(const struct var *v, struct fuzz_bytes *b)
{
    static const uint32_t sets[4][2] = {{0, 0}, {0, 0}, {1, 0}, {0, 1}};
    static const uint32_t sizes[4] = {0, 1, 1, 2};
    unsigned pick = fuzz_pick(b, 16);
    struct sq_val out = {.type = v->type, .domain = v->domain};
    if (v->question && pick >= 13) {
        out.may = (uint8_t)(SQ_MAY_ABSENT << (pick - 13));
        return out;
    }
    out.may = SQ_MAY_VALUE;
    if (v->type == SQ_T_NUM)
        return sq_val_num(sq_num_int((int64_t)pick - 4),
                          sq_num_int((int64_t)pick - 4));
    if (v->type == SQ_T_DATE) {
        out.low = out.high = sq_num_int(20000 + pick);
    } else if (v->type == SQ_T_BOOL || v->type == SQ_T_NONE) {
        out = sq_val_bool(pick & 1, !(pick & 1));
    } else if (v->type == SQ_T_OPTION) {
        out.option = pick % v->domain->n;
    } else if (v->type == SQ_T_SET) {
        out.options = sets[pick & 3];
        out.n_options = sizes[pick & 3];
    } else {
        out.text = pick & 1 ? SQ_LIT("R Patel") : SQ_LIT("x");
    }
    return out;
}

static struct sq_val
unknown(const struct var *v)
{
    struct sq_val out = {.type = v->type,
                         .domain = v->domain,
                         .may = SQ_MAY_VALUE,
                         .any = true,
                         .no_low = true,
                         .no_high = true,
                         .may_true = true,
                         .may_false = true};
    if (v->question)
        out.may = SQ_MAY_VALUE | SQ_MAY_ABSENT | SQ_MAY_NOT_KNOWN |
                  SQ_MAY_NOT_APPLICABLE;
    return out;
}

static void
fill(struct world *w, struct fuzz_bytes *b)
{
    for (size_t i = 0; i < w->n; i++) {
        struct var *v = &w->vars[i];
        for (size_t row = 0; row < WORLD_ROWS; row++)
            v->vals[row] = b ? known(v, b) : unknown(v);
        bool is = b ? fuzz_pick(b, 2) : true;
        v->about = sq_val_bool(is, b ? !is : true);
    }
}

static void
holds(const struct sq_val *wide, const struct sq_val *exact)
{
    need(wide->may && exact->may);
    need((exact->may & ~wide->may) == 0);
    if (!(exact->may & SQ_MAY_VALUE))
        return;
    if (exact->type == SQ_T_BOOL) {
        need(wide->may_true || !exact->may_true);
        need(wide->may_false || !exact->may_false);
    }
    if (exact->type != SQ_T_NUM || exact->wide || wide->wide)
        return;
    if (!exact->no_low && !wide->no_low)
        need(sq_num_cmp(wide->low, exact->low) <= 0);
    if (!exact->no_high && !wide->no_high)
        need(sq_num_cmp(wide->high, exact->high) >= 0);
    need(!exact->no_low || wide->no_low);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum sq_type wants[] = {SQ_T_NONE, SQ_T_BOOL, SQ_T_NUM,
                                         SQ_T_DATE};
    struct fuzz_bytes b = {data, size};
    struct world w;
    world_init(&w);
    unsigned how = fuzz_pick(&b, 16);
    if (how & 4)
        w.scope.row_group = w.env.row_group = world_group("J");
    w.scope.may_today = how & 8;
    w.env.today = how & 8 ? 20760 : SQ_NO_DATE;
    w.env.row = how & 4 ? 1 : -1;
    const char *text = sq_str_z(&w.arena, fuzz_text(&b));
    struct sq_expr *e = world_read(&w, text, wants[how & 3]);
    need(e || w.diags.n);
    if (e) {
        fill(&w, NULL);
        struct sq_val wide = sq_expr_eval(e, &w.env);
        fill(&w, &b);
        struct sq_val exact = sq_expr_eval(e, &w.env);
        holds(&wide, &exact);
    }
    struct sq_sbuf out;
    sq_sbuf_init(&out, 1 << 20);
    sq_diags_put(&out, &w.diags, &(struct sq_show){.excerpt = true});
    fuzz_check_text(sq_sbuf_str(&out), false);
    sq_sbuf_done(&out);
    world_done(&w);
    return 0;
}
