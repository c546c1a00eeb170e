/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/arena.h"
#include "base/sbuf.h"
#include "check.h"
#include "cli/opts.h"

struct options {
    bool force, quiet;
    unsigned verbose;
    const char *output, *when;
    struct sq_args set;
};

static const char *const whens[] = {"always", "never", NULL};
static const char *const never[] = {"never", NULL};
static const struct sq_opt table[] = {
    {'f', "force", SQ_OPT_ON, NULL, "replace", offsetof(struct options, force),
     NULL},
    {'v', "verbose", SQ_OPT_COUNT, NULL, "say more",
     offsetof(struct options, verbose), NULL},
    {'o', "output", SQ_OPT_TEXT, "FILE", "where to write it",
     offsetof(struct options, output), NULL},
    {0, "color", SQ_OPT_WORD, "WHEN", "colour", offsetof(struct options, when),
     whens},
    {0, "no-color", SQ_OPT_SET, NULL, "none", offsetof(struct options, when),
     never},
    {0, "set", SQ_OPT_LIST, "ID=VALUE", "answer", offsetof(struct options, set),
     NULL},
    {0}};
static const struct sq_opt second[] = {{'q', "quiet", SQ_OPT_ON, NULL, "hush",
                                        offsetof(struct options, quiet), NULL},
                                       {0}};

struct parsed {
    struct sq_arena arena;
    struct options o;
    struct sq_args operands;
    int next;
    enum sq_status status;
    struct sq_err err;
};

/* `line` is split at blanks. */
static void
parse(struct parsed *p, const char *line, bool with_operands)
{
    memset(p, 0, sizeof *p);
    sq_arena_init(&p->arena);
    char *argv[32];
    int argc = 0;
    sq_str rest = sq_str_copy(&p->arena, sq_str_of(line));
    sq_str piece;
    while (sq_str_next(&rest, ' ', &piece)) {
        sq_str copy = sq_str_copy(&p->arena, piece);
        char *z = sq_arena_alloc(&p->arena, copy.len + 1, 1);
        memcpy(z, copy.ptr, copy.len);
        argv[argc++] = z;
    }
    struct sq_opt_set sets[] = {{table, &p->o}, {second, &p->o}};
    struct sq_argv words = {argc, argv, 0};
    p->status = sq_opts_read(&p->arena, sets, 2, &words,
                             with_operands ? &p->operands : NULL, &p->err);
    p->next = words.next;
}

static void
done(struct parsed *p)
{
    sq_arena_done(&p->arena);
}

static void
options_may_follow_operands(void **state)
{
    (void)state;
    struct parsed p;
    parse(&p, "one -f two --output=x three -v -v", true);
    assert_int_equal(p.status, SQ_OK);
    assert_true(p.o.force);
    assert_int_equal(p.o.verbose, 2);
    assert_string_equal(p.o.output, "x");
    assert_int_equal(p.operands.n, 3);
    assert_string_equal(p.operands.items[0], "one");
    assert_string_equal(p.operands.items[1], "two");
    assert_string_equal(p.operands.items[2], "three");
    done(&p);
}

static void
two_dashes_end_the_options(void **state)
{
    (void)state;
    struct parsed p;
    parse(&p, "-f -- -v --output", true);
    assert_int_equal(p.status, SQ_OK);
    assert_int_equal(p.o.verbose, 0);
    assert_int_equal(p.operands.n, 2);
    assert_string_equal(p.operands.items[0], "-v");
    assert_string_equal(p.operands.items[1], "--output");
    done(&p);
}

static void
a_dash_alone_is_an_operand(void **state)
{
    (void)state;
    struct parsed p;
    parse(&p, "-", true);
    assert_int_equal(p.status, SQ_OK);
    assert_int_equal(p.operands.n, 1);
    assert_string_equal(p.operands.items[0], "-");
    done(&p);
}

static void
the_last_one_wins_and_lists_keep_all(void **state)
{
    (void)state;
    struct parsed p;
    parse(&p, "--color=always --no-color --set a=1 --set b=2", true);
    assert_string_equal(p.o.when, "never");
    assert_int_equal(p.o.set.n, 2);
    assert_string_equal(p.o.set.items[1], "b=2");
    done(&p);
    parse(&p, "--no-color --color always", true);
    assert_string_equal(p.o.when, "always");
    done(&p);
}

static void
a_shortened_name_is_refused_with_the_whole_one(void **state)
{
    (void)state;
    struct parsed p;
    parse(&p, "--forc", true);
    assert_int_equal(p.status, SQ_BAD_USAGE);
    assert_string_equal(p.err.text,
                        "unknown option `--forc`; did you mean `--force`?");
    assert_false(p.o.force);
    done(&p);
    parse(&p, "--out=x", true);
    assert_int_equal(p.status, SQ_BAD_USAGE);
    assert_null(p.o.output);
    done(&p);
}

static void
mistakes_are_named(void **state)
{
    static const struct {
        const char *line, *text;
    } cases[] = {
        {"--frobnicate", "unknown option `--frobnicate`"},
        {"-x", "unknown option `-x`"},
        {"-fx", "unknown option `-x`"},
        {"--output", "`--output` needs FILE"},
        {"-o", "`-o` needs FILE"},
        {"--force=3", "`--force` takes no argument"},
        {"--color=sometimes",
         "`--color` does not know `sometimes`; it takes always or never"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct parsed p;
        parse(&p, cases[i].line, true);
        assert_int_equal(p.status, SQ_BAD_USAGE);
        assert_string_equal(p.err.text, cases[i].text);
        done(&p);
    }
}

static void
reading_goes_on_after_a_mistake(void **state)
{
    (void)state;
    struct parsed p;
    parse(&p, "--nonsense -f --worse -q", true);
    assert_string_equal(p.err.text, "unknown option `--nonsense`");
    assert_true(p.o.force);
    assert_true(p.o.quiet);
    done(&p);
}

static void
without_operands_it_stops_at_the_first(void **state)
{
    (void)state;
    struct parsed p;
    parse(&p, "-f -o x check -v", false);
    assert_int_equal(p.status, SQ_OK);
    assert_true(p.o.force);
    assert_string_equal(p.o.output, "x");
    assert_int_equal(p.o.verbose, 0);
    assert_int_equal(p.next, 3);
    done(&p);
}

static void
an_argument_may_look_like_an_option(void **state)
{
    (void)state;
    struct parsed p;
    parse(&p, "--output --force", true);
    assert_int_equal(p.status, SQ_OK);
    assert_string_equal(p.o.output, "--force");
    assert_false(p.o.force);
    done(&p);
}

static void
lists_are_split_at_commas(void **state)
{
    (void)state;
    struct parsed p;
    parse(&p, "--set a,b,, --set c", true);
    struct sq_args all = sq_args_split(&p.arena, &p.o.set);
    assert_int_equal(all.n, 3);
    assert_string_equal(all.items[0], "a");
    assert_string_equal(all.items[1], "b");
    assert_string_equal(all.items[2], "c");
    done(&p);
}

static void
help_has_a_line_for_every_option(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 10000);
    sq_opts_help(&b, table, 80);
    sq_str text = sq_sbuf_str(&b);
    assert_true(sq_str_has_folded(
        text, SQ_LIT("  -o, --output FILE         where to write it\n")));
    for (const struct sq_opt *o = table; o->name; o++)
        assert_true(sq_str_has_folded(text, sq_str_of(o->name)));
    sq_sbuf_done(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_may_follow_operands),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(a_dash_alone_is_an_operand),
        cmocka_unit_test(the_last_one_wins_and_lists_keep_all),
        cmocka_unit_test(a_shortened_name_is_refused_with_the_whole_one),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(reading_goes_on_after_a_mistake),
        cmocka_unit_test(without_operands_it_stops_at_the_first),
        cmocka_unit_test(an_argument_may_look_like_an_option),
        cmocka_unit_test(lists_are_split_at_commas),
        cmocka_unit_test(help_has_a_line_for_every_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
