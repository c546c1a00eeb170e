/* SPDX-License-Identifier: MIT */
/* Each pair of days of which the first cannot come after the second. */
#include "lint/lint.h"

struct day {
    sq_date on;
    struct sq_span at;
    const char *what;
};

static void
look(const struct sq_look *k, struct day first, struct day second,
     const char *why)
{
    if (first.on == SQ_NO_DATE || second.on == SQ_NO_DATE ||
        first.on <= second.on)
        return;
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_days_out_of_order, second.at,
                    "%s on %.*s, but %s on %.*s", second.what,
                    SQ_FMT(sq_day(k->arena, second.on)), first.what,
                    SQ_FMT(sq_day(k->arena, first.on)));
    sq_diag_note(k->d, f, first.at, "the later day is here");
    sq_diag_help(k->d, f, "%s", why);
}

static void
assessment(const struct sq_look *k)
{
    const struct sq_about *a = &k->as->about;
    struct day begun = {a->started, sq_about_at(k, "started"),
                        "the assessment was begun"};
    struct day complete = {a->completed, sq_about_at(k, "completed"),
                           "the assessment was complete"};
    struct day decided = {a->decision.on, sq_decision_at(k, "on"),
                          "it is decided"};
    struct day live = {a->go_live, sq_about_at(k, "go-live"),
                       "the change takes effect"};
    const char *regard = "regard comes before the decision: move the decision, "
                         "or put the day right";
    look(k, begun, complete, "put `started` or `completed` right");
    look(k, complete.on == SQ_NO_DATE ? begun : complete, decided, regard);
    look(k, decided, live,
         "nothing takes effect before it is decided: put one of the two right");
    if (a->completed != SQ_NO_DATE && k->today != SQ_NO_DATE &&
        a->completed > k->today)
        sq_diag_help(k->d,
                     sq_diag_add(k->d, SQ_FOUND_days_out_of_order, complete.at,
                                 "the assessment was complete on %.*s, which "
                                 "is still to come",
                                 SQ_FMT(sq_day(k->arena, a->completed))),
                     "leave `completed` out until then");
}

const struct sq_rule sq_rule_days_out_of_order = {.assessment = assessment};
